import { describe, expect, it } from "vitest";
import { CUE_ALIGNMENT } from "../src/api/ids.ts";
import type { RunState } from "../src/api/types.ts";
import { missingResult, partialNote } from "../src/state/results/missingResult.ts";
import { run } from "./fixture/recorded.ts";

const why = (state: RunState, startedAt: string | null = "2026-05-12T12:00:00Z") =>
  missingResult(run("r-1", { state, startedAt }), CUE_ALIGNMENT, "Cue alignment");

describe("why a result is missing", () => {
  it("is the launch only where the run was launched without the evaluation", () => {
    const { spec } = run("r-1");
    const without = run("r-1", { state: "cancelled", spec: { ...spec, evaluations: [] } });
    expect(missingResult(without, CUE_ALIGNMENT, "Cue alignment").text).toContain("launched without");
    for (const state of ["queued", "running", "cancelling", "cancelled", "failed", "succeeded"] as const) {
      expect(why(state).text).not.toContain("launched without");
    }
  });

  it("is what became of the run", () => {
    expect(why("cancelled").text).toContain("was cancelled before it had evaluated this");
    expect(why("failed").text).toContain("failed before it had evaluated this");
    expect(why("queued", null).text).toContain("has not started");
    expect(why("queued").text).toContain("was interrupted, and goes on by itself");
    expect(why("running").text).toContain("still at work");
  });

  it("offers another run only where this one will not give the result", () => {
    const again = (["queued", "running", "cancelling", "cancelled", "failed"] as const).filter(
      (state) => why(state).again,
    );
    expect(again).toEqual(["cancelling", "cancelled", "failed"]);
  });
});

describe("the note on results of a run that has not succeeded", () => {
  const note = (state: RunState, before: string | null, after: string | null = null) =>
    partialNote(run("r-1", { state, scoreRunBefore: before, scoreRunAfter: after }));

  it("says what there is", () => {
    expect(note("succeeded", "s-1", "s-2")).toBeUndefined();
    expect(note("cancelled", null)).toBe("This run was cancelled. Nothing was scored by then.");
    expect(note("cancelled", "s-1")).toBe(
      "This run was cancelled. Only what was computed by then is shown: scores before fine-tuning.",
    );
    expect(note("running", "s-1", "s-2")).toBe(
      "This run is still at work. Only what was computed so far is shown: scores before and after fine-tuning.",
    );
  });
});
