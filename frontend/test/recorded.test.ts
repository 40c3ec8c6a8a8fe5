// @vitest-environment node
import { readdirSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answer, fileOf, FOLDER } from "./fixture/answers.ts";
import { answerRecorded } from "./fixture/handler.ts";
import { normal, withNames } from "./fixture/normal.ts";

describe("recorded answers", () => {
  it("are small enough to be read by everybody who clones the repository", () => {
    const sizes = readdirSync(FOLDER).map((name) => statSync(join(FOLDER, name)).size);
    expect(sizes.length).toBeGreaterThan(50);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(500_000);
  });

  it("are kept without what differs between two recordings", () => {
    const found = {
      id: "r-x1",
      createdAt: "2026-11-28T03:51:28.331402Z",
      seconds: 3.7,
      text: "Epoch 1: 0.3 s.",
      values: [0.12345678, null],
      checkpoint: { seconds: null },
    };
    const named: unknown = JSON.parse(withNames(JSON.stringify(found), new Map([["r-x1", "r-whole"]])));
    expect(normal(named)).toEqual({
      id: "r-whole",
      createdAt: "2026-05-12T12:00:00Z",
      seconds: 1,
      text: "Epoch 1: 1.0 s.",
      values: [0.12346, null],
      checkpoint: { seconds: null },
    });
  });

  it("have the names of their requests, however these are written", () => {
    expect(fileOf("/compare?item=s-1%2Cattn&measure=cue_dot")).toBe(
      "compare-item-s-1-attn-measure-cue_dot.json",
    );
    expect(fileOf("/compare?item=s-1,attn&measure=cue_dot")).toBe(
      "compare-item-s-1-attn-measure-cue_dot.json",
    );
    expect(fileOf("/scores/s-1/probing?mode=standard")).toBe(fileOf("/scores/s-1/probing"));
    expect(fileOf("/scores/s-1/probing?mode=standard&x=1")).toBe("scores-s-1-probing-x-1.json");
    expect(fileOf("/scores/s-1/probing?mode=as_published")).toBe("scores-s-1-probing-mode-as_published.json");
  });
});

describe("the page without a server", () => {
  let server: Server;
  let origin: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      if (!answerRecorded(request, response)) {
        response.writeHead(418).end();
      }
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it("is answered what was recorded, and 404 with the request where nothing was", async () => {
    const methods = await fetch(`${origin}/api/v1/methods`);
    expect(await methods.json()).toEqual(answer("/methods"));
    const other = await fetch(`${origin}/api/v1/runs/r-gone`);
    expect([other.status, await other.json()]).toMatchObject([
      404,
      { detail: "GET /runs/r-gone was not recorded" },
    ]);
    const launch = await fetch(`${origin}/api/v1/runs?offset=0&limit=25`, { method: "POST" });
    expect(launch.status).toBe(404);
    expect((await fetch(`${origin}/index.html`)).status).toBe(418);
  });
});
