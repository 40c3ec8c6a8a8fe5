import { describe, expect, it } from "vitest";
import { runRow } from "../src/panels/runList.ts";
import { againView, nextName } from "../src/state/launch/launchView.ts";
import { run } from "./fixture/recorded.ts";

const NO_ACTIONS = { isChosen: () => false, choose: () => undefined, changed: () => undefined };

describe("runs of one name", () => {
  it("are told apart by seed, learning rate and id", () => {
    const { spec } = run("r-1");
    const other = run("r-2", {
      spec: { ...spec, fineTuning: { ...spec.fineTuning, seed: 7, learningRate: 3e-5 } },
    });
    const marks = [run("r-1"), other].map(
      (one) => runRow(one, NO_ACTIONS).querySelector(".run-marks")?.textContent,
    );
    expect(marks).toEqual(["seed 42 · rate 3e-4 · r-1", "seed 7 · rate 3e-5 · r-2"]);
  });

  it("get another name when they are run again", () => {
    expect(againView(run("r-1")).name).toBe("tiny-bert on the sample data (2)");
    expect(nextName("a (2)")).toBe("a (3)");
    expect(nextName("a (b)")).toBe("a (b) (2)");
    expect(nextName("x".repeat(120))).toBe(`${"x".repeat(116)} (2)`);
  });
});
