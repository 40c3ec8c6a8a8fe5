import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LaunchRequest } from "../src/api/types.ts";
import { launchRun, post, succeededRun, useToken } from "./support/api.ts";
import { startBrowser } from "./support/browser.ts";
import { startReverseProxy, type ReverseProxy } from "./support/reverseProxy.ts";
import { startServer, type Server } from "./support/server.ts";
import { openPage, settled } from "./support/watchedPage.ts";
import { setUpToken } from "./support/setUpToken.ts";

const PATH = "/mixlab";
const FINISHED = 120_000;

const QUICK = {
  modelId: "tiny-bert",
  dataId: "sample",
  examples: 12,
  methods: ["attn"],
  evaluations: ["cue_alignment"],
  fineTuning: { epochs: 1 },
  evaluating: { resamples: 100 },
} satisfies LaunchRequest;

let server: Server;
let proxy: ReverseProxy;
let browser: Browser;
let session: { name: string; value: string };
let token: string;

/** Creates the administrator through the proxy, and a token for the requests of this file. */
async function signIn(): Promise<void> {
  const send = async (path: string, body: unknown, headers: Record<string, string> = {}) =>
    await fetch(`${proxy.origin}${PATH}/api/v1${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Origin: proxy.origin, ...headers },
      body: JSON.stringify(body),
    });
  const setUp = await setUpToken(server);
  const administrator = await send("/setup", {
    token: setUp,
    name: "ada",
    password: "correct horse battery",
  });
  expect(administrator.status).toBe(201);
  const [cookie = ""] = administrator.headers.getSetCookie();
  const [name = "", value = ""] = cookie.split(";")[0]?.split("=") ?? [];
  session = { name, value };
  const made = await send(
    "/account/tokens",
    { name: "test", role: "member" },
    { Cookie: `${name}=${value}` },
  );
  ({ secret: token } = (await made.json()) as { secret: string });
  useToken(token);
}

beforeAll(async () => {
  const options = ["--base-path", PATH, "--trusted-proxy", "127.0.0.1"];
  [server, browser] = await Promise.all([startServer(90, options), startBrowser()]);
  proxy = await startReverseProxy(server.origin, PATH);
  await signIn();
});

afterAll(async () => {
  await proxy.close();
  await Promise.all([server.close(), browser.close()]);
});

/** Opens an address below the base path for the administrator; every request of the page must stay below it. */
const open = async (path: string) =>
  await openPage(browser, proxy.origin + PATH, path, { cookies: [session] });

/** Opens an address for somebody without an account. */
const openAsNobody = async (path: string) => await openPage(browser, proxy.origin + PATH, path);

describe("behind a proxy and below a path", () => {
  it("a run is launched and followed, and its results are read, shared and downloaded", async () => {
    const { page, finish } = await open("/");
    await page.locator(".empty").getByRole("link", { name: "Launch a run" }).click();
    expect(new URL(page.url()).pathname).toBe(`${PATH}/launch`);
    await page.getByRole("radio", { name: /tiny-bert/ }).check();
    const stream = page.waitForResponse(
      (answer) => answer.url().endsWith("/events") && answer.status() === 200,
    );
    await page.getByRole("button", { name: "Launch", exact: true }).click();
    await page.waitForURL(/\/mixlab\/runs\/r-/);
    const { pathname } = new URL((await stream).url());
    expect(pathname.startsWith(`${PATH}/api/v1/`)).toBe(true);
    const launched = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    await page.locator(".badge.running").waitFor({ timeout: FINISHED });
    await post(proxy.origin + PATH, `/runs/${launched}/cancel`, {});
    await page.locator(".badge.cancelled").waitFor({ timeout: FINISHED });
    const { id } = await launchRun(proxy.origin + PATH, QUICK);
    await succeededRun(proxy.origin + PATH, id);

    await page.goto(`${proxy.origin}${PATH}/runs/${id}`);
    await page.locator(".badge.succeeded").waitFor();
    await page.goto(`${proxy.origin}${PATH}/results/${id}/cues`);
    await page.locator(".figure-chart").first().waitFor();
    await page.goBack();
    await page.waitForURL(`**${PATH}/runs/${id}`);
    await page.goForward();
    await page.locator(".figure-chart").first().waitFor();
    await settled(page);
    const archive = await page.locator('a[href$="/archive"]').first().getAttribute("href");
    expect(archive).toBe(`${PATH}/api/v1/runs/${id}/archive`);

    await page.getByRole("button", { name: "Share", exact: true }).click();
    const address = await page.getByLabel("Address", { exact: true }).inputValue();
    expect(address.startsWith(`${proxy.origin}${PATH}/s/`)).toBe(true);
    await finish();
    await expectShare(address);
  });

  it("help, the playground and unknown addresses work", async () => {
    const { page, finish } = await open("/help/operations");
    await page.getByRole("link", { name: "metrics and health" }).first().click();
    await page.getByRole("heading", { level: 1, name: "Watching over the server" }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`${PATH}/help/watching`);
    await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Playground" }).click();
    await page.locator("svg.map-chart").first().waitFor();
    expect(new URL(page.url()).pathname).toBe(`${PATH}/playground`);
    await finish();
    const nowhere = await open("/no/such/page");
    await nowhere.page.getByRole("heading", { level: 1 }).waitFor();
    await nowhere.finish();
  });

  it("pages of other sites are refused, and so is a host that only the client names", async () => {
    const launch = async (origin: string, headers: Record<string, string>) =>
      await fetch(`${origin}${PATH}/api/v1/runs`, {
        method: "POST",
        headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}`, ...headers },
        body: "{}",
      });
    expect((await launch(proxy.origin, { Origin: proxy.origin })).status).toBe(400);
    expect((await launch(proxy.origin, { Origin: "https://elsewhere.example.org" })).status).toBe(403);
    expect((await launch(server.origin, { "X-Forwarded-Host": "elsewhere.example.org" })).status).toBe(421);
  });
});

/** A share opens for everybody as a page, in a frame, and as one file. */
async function expectShare(address: string): Promise<void> {
  const { page, finish } = await openAsNobody(address.slice((proxy.origin + PATH).length));
  await page.locator(".figure-chart").first().waitFor();
  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download", exact: true }).click();
  const file = await (await waiting).path();
  expect(await readFile(file, "utf8")).toContain("<!doctype html>");
  await finish();
  const embedded = await openAsNobody(`${address.slice((proxy.origin + PATH).length)}?embed=1`);
  await embedded.page.locator(".figure-chart").first().waitFor();
  await embedded.finish();
}
