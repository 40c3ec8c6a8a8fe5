import { describe, expect, it } from "vitest";
import type { ExampleEvaluation } from "../src/api/types.ts";
import { measureGroups, measureRows, missingNote } from "../src/figures/sentence/sentenceEvaluation.ts";
import { evaluations, scoreRun } from "./fixture/recorded.ts";

const evaluation = (changes: Partial<ExampleEvaluation> = {}): ExampleEvaluation => ({
  measures: [
    { measure: "sufficiency", values: [0.1, null] },
    { measure: "cue_dot", values: [0.2, 0.3] },
  ],
  blankOut: [0.1, 0],
  deletion: true,
  ...changes,
});

const sentence = (...sides: (ExampleEvaluation | null)[]) => ({
  method: "attn",
  aggregation: "none" as const,
  index: 3,
  evaluations,
  sides: sides.map((one, place) => ({ scoreRun: scoreRun(place === 1), evaluation: one })),
});

describe("what the evaluations say of a sentence", () => {
  it("stands in the order of the menus, evaluations without measures left out", () => {
    const groups = measureGroups(sentence(evaluation(), evaluation()));
    expect(groups.map(({ id, lines }) => [id, lines.map((line) => line.id)])).toEqual([
      ["cue_alignment", ["cue_dot"]],
      ["faithfulness", ["sufficiency"]],
    ]);
    expect(groups[1]?.lines[0]?.higherIsBetter).toBe(false);
    expect(groups[0]?.lines[0]?.sides.map(({ values }) => values)).toEqual([
      [0.2, 0.3],
      [0.2, 0.3],
    ]);
  });

  it("is honest about what is missing", () => {
    expect(missingNote(sentence(evaluation(), evaluation()))).toBe("");
    expect(missingNote(sentence(null, null))).toContain("No evaluation");
    expect(missingNote(sentence(evaluation({ measures: [], blankOut: null })))).toContain("No evaluation");
    expect(missingNote(sentence(evaluation(), null))).toContain("One of the two sides");
    expect(missingNote(sentence(evaluation({ deletion: false })))).toContain("does not include this one");
    const head = { ...sentence(evaluation({ measures: [] })), method: "attn_head_2" };
    expect(missingNote(head)).toContain("Single heads are not evaluated");
  });

  it("is written one value a row, the last layer by its own number", () => {
    const rows = measureRows(sentence(evaluation()));
    expect(rows).toHaveLength(5);
    expect(rows[1]).toEqual(["s-whole-before", "before", "attn", "none", "cue_dot", 1, 0.2]);
    const last = measureRows({ ...sentence(evaluation()), aggregation: "last_layer" });
    expect(last[1]?.[5]).toBe(6);
  });
});
