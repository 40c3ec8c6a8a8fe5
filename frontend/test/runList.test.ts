import { afterEach, describe, expect, it } from "vitest";
import type { Run, RunGroup, Session } from "../src/api/types.ts";
import { runTable, tracks } from "../src/panels/runList.ts";
import { outcomeWords, previewWords } from "../src/panels/runs/allBar.ts";
import { groupTable } from "../src/panels/runs/groupTable.ts";
import { rowMenuItems } from "../src/panels/runs/rowMenu.ts";
import { differenceText } from "../src/panels/runs/runCells.ts";
import { compareRuns } from "../src/state/compareView.ts";
import { columnsOf, knownColumns, rememberColumns, USUAL_COLUMNS } from "../src/state/runs/listColumns.ts";
import { ALL_RUNS } from "../src/state/runs/runsView.ts";
import { session } from "../src/state/session.ts";
import { run } from "./fixture/recorded.ts";

const ACTIONS = { isChosen: () => false, choose: () => undefined, changed: () => undefined };
const none = { columns: undefined };
const MEMBER: Session = {
  accounts: true,
  setupNeeded: false,
  oidc: null,
  way: "session",
  role: "member",
  account: null,
};

/** The text of an element with usual spaces. */
const plain = ({ textContent }: Element): string => textContent.replaceAll(/\s/gu, " ");

describe("the columns of the list of runs", () => {
  afterEach(() => {
    localStorage.clear();
    session.set(undefined);
  });

  it("are those of the address, else those chosen last, else the usual ones", () => {
    expect(columnsOf(none)).toEqual(USUAL_COLUMNS);
    rememberColumns(["seed", "tags"]);
    expect(columnsOf(none)).toEqual(["seed", "tags"]);
    expect(columnsOf({ columns: ["rate", "no such column", "state"] })).toEqual(["state", "rate"]);
    expect(columnsOf({ columns: [] })).toEqual([]);
    expect(knownColumns(["tags", "after"])).toEqual(["after", "tags"]);
  });

  it("show what a run has, and what it is against the baseline", () => {
    const [one, other] = [run("r-1", { accuracyAfter: 0.9 }), run("r-2", { accuracyAfter: 0.875 })];
    const shape = { columns: ["after", "difference", "seed", "rate"] as const, baseline: one };
    const table = runTable([one, other], ACTIONS, shape);
    const cells = [...table.querySelectorAll("[data-run]")].map((row) =>
      [...row.querySelectorAll(".run-cell")].slice(2).map(plain),
    );
    expect(cells).toEqual([
      ["90.0 %", "baseline", "42", "3e-4"],
      ["87.5 %", "−2.5 points", "42", "3e-4"],
    ]);
    expect(table.querySelector(".run-name .tag")?.textContent).toBe("baseline");
    expect(differenceText(other, undefined)).toBe("–");
    expect(differenceText(run("r-3", { accuracyAfter: null }), one)).toBe("–");
  });

  it("have the owner where the server has accounts, and there alone", () => {
    const named = { id: "a-1", displayName: "Mel" };
    const gone = { id: "a-2", displayName: null };
    expect(knownColumns(["owner", "tags"])).toEqual(["tags"]);
    session.set(MEMBER);
    expect(knownColumns(["owner", "tags"])).toEqual(["owner", "tags"]);
    const runs = [named, gone, null].map((owner, place) => run(`r-${place}`, { owner }));
    const table = runTable(runs, ACTIONS, { columns: ["owner"], baseline: undefined });
    const cells = [...table.querySelectorAll(".run-owner-cell")];
    expect(cells.map(plain)).toEqual(["Mel", "Deleted account a-2", "–"]);
    expect(cells.map((cell) => cell.querySelector("a")?.getAttribute("href"))).toEqual([
      "/?owner=a-1",
      "/?owner=a-2",
      undefined,
    ]);
  });

  it("say where a queued run waits, and when it is expected to begin", () => {
    const runs = ["r-1", "r-2", "r-3"].map((id) =>
      run(id, { state: "queued", startedAt: null, finishedAt: null }),
    );
    const item = (runId: string, position: number, startsInSeconds: number) => ({
      runId,
      name: runId,
      modelId: "tiny-bert",
      state: "queued" as const,
      priority: "normal" as const,
      sweepId: null,
      done: null,
      position,
      startsInSeconds,
      secondsLeft: 60,
      waitsForOwner: runId === "r-2",
    });
    const waiting = new Map([item("r-1", 1, 0), item("r-2", 12, 660)].map((one) => [one.runId, one]));
    const table = runTable(runs, ACTIONS, { columns: ["progress"], baseline: undefined, waiting });
    const cells = [...table.querySelectorAll(".run-progress-cell")].map(plain);
    expect(cells).toEqual([
      "Next in the queuestarts now",
      "Place 12 in the queuestarts in about 11 minwaits for other runs of its owner",
      "Queued",
    ]);
  });

  it("have the best share on cues with its method and layer", () => {
    const bestCueShare = { value: 0.29836, method: "attn", layer: 3 };
    const runs = [run("r-1", { bestCueShare }), run("r-2", { bestCueShare: null })];
    const cells = (methods: ReadonlyMap<string, string>) => {
      const table = runTable(runs, ACTIONS, { columns: ["cues"], baseline: undefined, methods });
      return [...table.querySelectorAll(".run-cues-cell")].map(plain);
    };
    expect(cells(new Map([["attn", "Attention"]]))).toEqual(["0.298Attention, layer 3", "–"]);
    expect(cells(new Map())[0]).toBe("0.298attn, layer 3");
    expect(run("r-3").bestCueShare).toEqual({ value: 0.29836, method: "grad_x_input_diff", layer: 3 });
  });

  it("have a menu, which compares a finished run with the baseline", () => {
    const [one, other] = [run("r-1"), run("r-2")];
    const entries = (of: Run, baseline: Run | undefined) =>
      rowMenuItems(of, baseline).map((entry) => [entry.textContent, entry.getAttribute("href") ?? ""]);
    expect(entries(other, one)).toEqual([
      ["Results", "/results/r-2/cues"],
      ["Compare with the baseline", compareRuns("r-1", "r-2")],
      ["Make it the baseline", ""],
      ["Run again", expect.stringContaining("/launch?")],
    ]);
    expect(entries(one, one).map(([text]) => text)).toEqual(["Results", "Remove as baseline", "Run again"]);
    expect(entries(run("r-3", { state: "failed" }), one).map(([text]) => text)).toEqual(["Run again"]);
    expect(entries(other, undefined).map(([text]) => text)).not.toContain("Compare with the baseline");
  });

  it("take the room that they need", () => {
    expect(tracks(["seed"])).toEqual({
      grid: "20px minmax(220px, 2.2fr) minmax(80px, 0.4fr)",
      least: 20 + 220 + 80 + 2 * 16 + 40,
    });
  });
});

describe("groups of runs", () => {
  const group: RunGroup = {
    value: "3.0E-5",
    runs: 4,
    succeeded: 3,
    failed: 1,
    metrics: [
      {
        metric: "accuracy_after",
        runs: 3,
        mean: 0.87,
        standardDeviation: 0.108,
        least: 0.75,
        largest: 0.96,
      },
      { metric: "accuracy_gain", runs: 1, mean: 0.4, standardDeviation: null, least: 0.4, largest: 0.4 },
      { metric: "cue_share", runs: 2, mean: 0.3, standardDeviation: 0.02, least: 0.28, largest: 0.32 },
      { metric: "duration", runs: 0, mean: null, standardDeviation: null, least: null, largest: null },
    ],
  };

  it("have mean, spread and the way to their runs", () => {
    const view = { ...ALL_RUNS, by: "learning_rate" as const };
    const table = groupTable({ total: 1, items: [group] }, "learning_rate", view);
    const cells = [...table.querySelectorAll("tbody td")].map(plain);
    expect(cells).toEqual(["43 succeeded, 1 failed", "–", "87.0 % ± 10.8", "+40.0", "0.300 ± 0.020", "–"]);
    expect(table.querySelector("tbody a")?.textContent).toBe("3e-5");
    expect(table.querySelector("tbody a")?.getAttribute("href")).toBe("/?rate=3.0E-5");
    expect(table.querySelector(".group-number")?.getAttribute("title")).toMatch(
      /^3 runs, 75\.0.% to 96\.0.%$/u,
    );
  });
});

describe("a change of many runs", () => {
  const refused = ["a", "b", "c", "d", "e"].map((id) => ({
    run: `r-${id}`,
    reason: `run r-${id} is queued`,
  }));

  it("is told with what was refused and why", () => {
    expect(outcomeWords("archive", { chosen: 2, changed: 2, freed: 0, refused: [] })).toBe(
      "2 runs archived.",
    );
    expect(outcomeWords("delete", { chosen: 6, changed: 1, freed: 2000, refused })).toMatch(
      /^1 run deleted, 2.kB freed\. Run r-a is queued\. Run r-b is queued\. Run r-c is queued\. 2 more are left as they were\.$/u,
    );
  });

  it("says before a deletion what it frees and what stays", () => {
    expect(previewWords({ chosen: 2, changed: 1, freed: 2000, refused: refused.slice(0, 1) })).toMatch(
      /^This frees 2.kB and cannot be undone\. 1 run stays: run r-a is queued\.$/u,
    );
  });
});
