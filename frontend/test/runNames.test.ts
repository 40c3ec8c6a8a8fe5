import { describe, expect, it } from "vitest";
import { runRow } from "../src/panels/runList.ts";
import { againView, nextName } from "../src/state/launch/launchView.ts";
import { type NamedRun, runLabels } from "../src/state/run/runLabel.ts";
import { run } from "./fixture/recorded.ts";

const NO_ACTIONS = { isChosen: () => false, choose: () => undefined, changed: () => undefined };

describe("runs of one name", () => {
  it("are told apart by seed, learning rate and id", () => {
    const { spec } = run("r-1");
    const other = run("r-2", {
      spec: { ...spec, fineTuning: { ...spec.fineTuning, seed: 7, learningRate: 3e-5 } },
    });
    const marks = [run("r-1"), other].map(
      (one) =>
        runRow(one, NO_ACTIONS, { columns: ["state"], baseline: undefined }).querySelector(".run-marks")
          ?.textContent,
    );
    expect(marks).toEqual(["seed 42 · rate 3e-4 · r-1", "seed 7 · rate 3e-5 · r-2"]);
  });

  const named = (id: string, further: Partial<NamedRun> = {}): NamedRun => ({
    id,
    name: "tiny",
    seed: 42,
    learningRate: 3e-5,
    createdAt: "2026-03-01T12:00:00Z",
    ...further,
  });
  const labels = (...runs: NamedRun[]) => [...runLabels(runs).values()];

  it("have labels with just what differs among them", () => {
    expect(labels(named("r-1"), named("r-2", { name: "other" }))).toEqual(["tiny", "other"]);
    expect(labels(named("r-1"), named("r-2", { seed: 7 }), named("r-3", { name: "other", seed: 7 }))).toEqual(
      ["tiny (seed 42)", "tiny (seed 7)", "other"],
    );
    expect(labels(named("r-1"), named("r-2", { learningRate: 1e-4 }))).toEqual([
      "tiny (rate 3e-5)",
      "tiny (rate 1e-4)",
    ]);
    expect(labels(named("r-1"), named("r-2"))).toEqual(["tiny (r-1)", "tiny (r-2)"]);
    expect(labels(named("r-1"), named("r-1"))).toEqual(["tiny"]);
    expect(labels(named("r-1", { seed: undefined }), named("r-2", { seed: undefined }))).toEqual([
      "tiny (r-1)",
      "tiny (r-2)",
    ]);
  });

  it("have labels of which no two are alike, whatever differs", () => {
    const runs = [1, 2].flatMap((seed) =>
      [1e-5, 3e-5].flatMap((learningRate) =>
        ["2026-03-01T12:00:00Z", "2026-03-02T12:00:00Z"].flatMap((createdAt) =>
          ["a", "b"].map((end) =>
            named(`r-${seed}${learningRate}${createdAt}${end}`, { seed, learningRate, createdAt }),
          ),
        ),
      ),
    );
    const all = runLabels(runs);
    expect(all.size).toBe(16);
    expect(new Set(all.values()).size).toBe(16);
    expect(labels(...runs.slice(0, 2)).every((label) => !label.includes("seed"))).toBe(true);
  });

  it("get another name when they are run again", () => {
    expect(againView(run("r-1")).name).toBe("tiny-bert on the sample data (2)");
    expect(nextName("a (2)")).toBe("a (3)");
    expect(nextName("a (b)")).toBe("a (b) (2)");
    expect(nextName("x".repeat(120))).toBe(`${"x".repeat(116)} (2)`);
  });
});
