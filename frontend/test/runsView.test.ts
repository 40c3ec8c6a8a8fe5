import { describe, expect, it } from "vitest";
import { compareMany } from "../src/state/compareView.ts";
import {
  ALL_RUNS,
  dayStart,
  filterCount,
  filterOf,
  groupQueryOf,
  groupView,
  isFiltered,
  queryOf,
  readCondition,
  readRunsView,
  type RunsView,
  writeCondition,
  writeRunsView,
} from "../src/state/runs/runsView.ts";
import { compareFault } from "../src/panels/runs/selectionBar.ts";
import { tagCounts, tagsOf } from "../src/panels/runs/tagDialog.ts";
import { run } from "./fixture/recorded.ts";

const FULL: RunsView = {
  state: "succeeded",
  search: "tiny & 100%",
  model: "m-1",
  data: "sample",
  tag: "Sweep A",
  owner: "a-0123456789",
  since: "2026-03-01",
  until: "2026-03-31",
  where: "accuracy_after>0.95",
  seed: "43",
  rate: "0.00003",
  starred: true,
  sweep: "w-0123456789",
  archived: "only",
  sort: "gain",
  by: "tag",
  groups: "best",
  columns: ["state", "seed"],
  offset: 50,
};

const read = (href: string) => {
  const { pathname, searchParams } = new URL(href, "http://localhost");
  return readRunsView(
    pathname.split("/").filter((part) => part !== ""),
    searchParams,
  );
};

describe("the list of runs", () => {
  it("has its whole view in the address", () => {
    expect(read(writeRunsView(FULL))).toEqual(FULL);
    expect(writeRunsView(ALL_RUNS)).toBe("/");
    expect(read("/?state=failed&from=25")).toEqual({ ...ALL_RUNS, state: "failed", offset: 25 });
    expect(read("/runs")).toEqual(ALL_RUNS);
    expect(read("/runs/r-1")).toBeUndefined();
  });

  it("asks for groups with the same filters, and opens one as a filter", () => {
    expect(groupQueryOf({ ...ALL_RUNS, state: "failed", by: "seed", groups: "best" }, "seed", 100)).toEqual({
      by: "seed",
      metric: ["accuracy_after", "accuracy_before", "accuracy_gain", "cue_share", "duration"],
      sort: "mean",
      order: "descending",
      offset: 0,
      limit: 100,
      state: "failed",
    });
    const grouped = { ...ALL_RUNS, by: "learning_rate" as const, where: "seed>1", offset: 100 };
    const opened = groupView(grouped, "learning_rate", "3.0E-5");
    expect(filterOf(opened)).toEqual({ where: ["seed>1", "learning_rate=3.0E-5"] });
    expect(writeRunsView(opened)).toBe("/?where=seed%3E1&rate=3.0E-5");
    expect(writeRunsView(groupView({ ...ALL_RUNS, by: "tag" }, "tag", "Sweep A"))).toBe("/?tag=Sweep+A");
  });

  it("asks the interface for what the view says, and for nothing else", () => {
    expect(queryOf(ALL_RUNS, 25)).toEqual({ offset: 0, limit: 25 });
    expect(queryOf(FULL, 10)).toEqual({
      offset: 50,
      limit: 10,
      state: "succeeded",
      search: "tiny & 100%",
      model: ["m-1"],
      data: ["sample"],
      tag: ["Sweep A"],
      owner: ["a-0123456789"],
      launchedFrom: new Date(2026, 2, 1).toISOString(),
      launchedUntil: new Date(2026, 3, 1).toISOString(),
      where: ["accuracy_after>0.95", "seed=43", "learning_rate=0.00003"],
      starred: true,
      sweep: "w-0123456789",
      archived: "only",
      sort: "accuracy_gain",
      order: "descending",
    });
  });

  it("takes a day for what it is, and nothing else for a day", () => {
    expect(dayStart("2026-02-28", 1)).toBe(new Date(2026, 2, 1).toISOString());
    expect(dayStart("yesterday")).toBeUndefined();
    expect(dayStart(undefined)).toBeUndefined();
  });

  it("counts the filters that are folded up", () => {
    expect([ALL_RUNS, FULL].map(filterCount)).toEqual([0, 12]);
    expect(isFiltered({ ...ALL_RUNS, search: " " })).toBe(false);
    expect(isFiltered({ ...ALL_RUNS, starred: true })).toBe(true);
    expect(isFiltered({ ...ALL_RUNS, sort: "best" })).toBe(false);
  });

  it("reads a condition back from the address", () => {
    const condition = { metric: "learning_rate", comparison: "<=", bound: "3e-5" };
    expect(readCondition(writeCondition(condition))).toEqual(condition);
    expect(readCondition("accuracy")).toBeUndefined();
  });
});

describe("several runs", () => {
  it("take tags that are written in one line, each once", () => {
    expect(tagsOf(" baseline, paper ,,baseline")).toEqual(["baseline", "paper"]);
    expect(tagCounts([{ tags: ["b", "a"] }, { tags: ["b"] }])).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
  });

  it("are compared by a method that all of them have", () => {
    const { spec } = run("r-1");
    const second = run("r-2", { scoreRunAfter: "s-2", spec: { ...spec, methods: ["attn"] } });
    expect(compareMany([run("r-1"), second])).toContain("item=s-2,attn");
    expect(compareFault([run("r-1"), second])).toBe("");
    expect(compareFault([second])).toBe("Select 2 to 6 runs to compare them");
    expect(compareFault([second, run("r-3", { state: "failed" })])).toBe(
      "Only finished runs can be compared",
    );
    const other = run("r-4", { spec: { ...spec, methods: ["random"] } });
    expect(compareFault([second, other])).toBe("These runs have no method in common");
  });
});
