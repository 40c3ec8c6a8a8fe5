import { afterEach, describe, expect, it } from "vitest";
import type { RunGroup } from "../src/api/types.ts";
import { runTable, tracks } from "../src/panels/runList.ts";
import { outcomeWords, previewWords } from "../src/panels/runs/allBar.ts";
import { groupTable } from "../src/panels/runs/groupTable.ts";
import { differenceText } from "../src/panels/runs/runCells.ts";
import { columnsOf, knownColumns, rememberColumns, USUAL_COLUMNS } from "../src/state/runs/listColumns.ts";
import { ALL_RUNS } from "../src/state/runs/runsView.ts";
import { run } from "./fixture/recorded.ts";

const ACTIONS = { isChosen: () => false, choose: () => undefined, changed: () => undefined };
const none = { columns: undefined };

/** The text of an element with usual spaces. */
const plain = ({ textContent }: Element): string => textContent.replaceAll(/\s/gu, " ");

describe("the columns of the list of runs", () => {
  afterEach(() => localStorage.clear());

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
      { metric: "duration", runs: 0, mean: null, standardDeviation: null, least: null, largest: null },
    ],
  };

  it("have mean, spread and the way to their runs", () => {
    const view = { ...ALL_RUNS, by: "learning_rate" as const };
    const table = groupTable({ total: 1, items: [group] }, "learning_rate", view);
    const cells = [...table.querySelectorAll("tbody td")].map(plain);
    expect(cells).toEqual(["43 succeeded, 1 failed", "–", "87.0 % ± 10.8", "+40.0", "–"]);
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
