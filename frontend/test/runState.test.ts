import { describe, expect, it } from "vitest";
import { runLog } from "../src/figures/run/runLog.ts";
import { droppedExamples } from "../src/panels/run/provenancePanel.ts";
import { smooth } from "../src/scale/smooth.ts";
import { fractionDone } from "../src/state/run/finishedRuns.ts";
import { NO_METRICS, withLines, withMetrics } from "../src/state/run/runMetrics.ts";
import { epochs, run, steps } from "./fixture/recorded.ts";

describe("the curves of a run", () => {
  it("grow in order, take nothing twice, and let a later report win", () => {
    const first = withMetrics(NO_METRICS, { steps: steps.slice(0, 10), epochs: epochs.slice(0, 1) });
    const again = withMetrics(first, { steps: steps.slice(5, 20) });
    expect(again.steps.map(({ step }) => step)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    const [epoch] = epochs;
    const later = withMetrics(again, epoch === undefined ? {} : { epochs: [{ ...epoch, seconds: 1 }] });
    expect(later.epochs.map(({ seconds }) => seconds)).toEqual([1]);
  });

  it("have points of a head each once, the later report of a step in place of the earlier", () => {
    const point = (step: number, heldOutLoss: number) => ({
      step,
      trainLoss: step === 0 ? null : 4,
      heldOutLoss,
      heldOutAccuracy: 0.25,
    });
    const first = withMetrics(NO_METRICS, { headFitting: [point(0, 5), point(10, 4)] });
    const { headFitting } = withMetrics(first, { headFitting: [point(10, 3), point(20, 2)] });
    expect(headFitting.map(({ step, heldOutLoss }) => [step, heldOutLoss])).toEqual([
      [0, 5],
      [10, 3],
      [20, 2],
    ]);
  });

  it("are smoothed without a pull towards 0, and keep their gaps", () => {
    expect(smooth([2, 2, null, 2])).toEqual([2, 2, null, 2]);
    const [, second] = smooth([0, 1], 0.5);
    expect(second).toBeCloseTo(2 / 3);
  });
});

describe("the log of a run", () => {
  const at = (second: number) => `2026-05-01T10:00:0${second}Z`;

  it("takes lines in the order of their numbers, each once", () => {
    const line = (number: number) => ({ number, at: at(number), text: `line ${number}` });
    const lines = withLines([line(1), line(3)], [line(2), line(3)]);
    expect(lines.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(withLines(lines, [])).toBe(lines);
  });

  it("puts stages and what the server noted down in the order of time", () => {
    const failed = run("r-1", {
      state: "failed",
      createdAt: at(0),
      finishedAt: at(9),
      stages: [
        { name: "prepare", state: "done", done: 8, total: 8, startedAt: at(1), finishedAt: at(3) },
        { name: "fine-tune", state: "failed", done: 2, total: 8, startedAt: at(4), finishedAt: at(9) },
      ],
    });
    const lines = runLog(failed, [{ number: 1, at: at(2), text: "Data: 8 examples." }]);
    expect(lines.map(({ text, kind }) => `${kind}: ${text}`.replaceAll("\u00a0", " "))).toEqual([
      "plain: Launched",
      "plain: Prepare data: started",
      "note: Data: 8 examples.",
      "plain: Prepare data: done after 2 s, 8 examples",
      "plain: Fine-tune: started",
      "bad: Fine-tune: failed after 5 s, 2 examples",
      "bad: Run failed",
    ]);
  });
});

describe("the progress of a run", () => {
  it("is a share of all examples, and 0 while they are being counted", () => {
    const { progress } = run("r-1");
    expect(fractionDone(run("r-1", { progress: { ...progress, done: 3, total: 12 } }))).toBe(0.25);
    expect(fractionDone(run("r-1", { progress: { ...progress, done: 0, total: 0 } }))).toBe(0);
  });

  it("adds up what was left out of both splits", () => {
    const counts = {
      train: 1,
      test: 1,
      droppedTrain: { duplicate: 2, balanced: 0 },
      droppedTest: { duplicate: 1, odd_reason: 4 },
    };
    expect(droppedExamples(counts)).toEqual([
      ["Left out: duplicate", "3"],
      ["Left out: odd reason", "4"],
    ]);
  });
});
