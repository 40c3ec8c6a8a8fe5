import { describe, expect, it } from "vitest";
import { mapRows } from "../src/panels/sentence/rows.ts";
import { readSentenceView, type SentenceView } from "../src/state/sentenceView.ts";
import { shownOf, type Loaded } from "../src/state/shown.ts";
import type { Aggregation } from "../src/api/types.ts";
import { scoreRun } from "./fixture/records.ts";
import { example, LAYERS, maps } from "./fixture/sentences.ts";

const loaded = (aggregation: Aggregation = "none"): Loaded[] =>
  [false, true].map((after) => ({
    scoreRun: scoreRun(after ? "1a" : "1b"),
    example: example(3, after),
    maps: maps(3, "attn", aggregation, after),
  }));

function view(query: string): SentenceView {
  const found = readSentenceView(["scores", "1a", "3"], new URLSearchParams(query));
  if (found === undefined) {
    throw new Error("not a view");
  }
  return found;
}

describe("what the panels draw", () => {
  it("is nothing before anything was read", () => {
    expect(shownOf([], view(""))).toBeUndefined();
  });

  it("shows the last layer unless another is chosen, and never one that is not there", () => {
    expect(shownOf(loaded(), view(""))?.layer).toBe(LAYERS - 1);
    expect(shownOf(loaded(), view("layer=2"))?.layer).toBe(1);
    expect(shownOf(loaded(), view("layer=99"))?.layer).toBe(LAYERS - 1);
    const last = shownOf(loaded("last_layer"), view("layer=2&aggregation=last_layer"));
    expect([last?.layer, last?.names]).toEqual([0, [`Layer ${LAYERS}`]]);
  });

  it("gives all maps of both sides one scale, or each map its own", () => {
    const shared = shownOf(loaded(), view("sides=both"));
    expect(new Set(shared?.sides.flatMap(({ maxima }) => maxima)).size).toBe(1);
    const own = shownOf(loaded(), view("sides=both&scale=own"));
    expect(new Set(own?.sides.flatMap(({ maxima }) => maxima)).size).toBeGreaterThan(LAYERS);
    expect(own?.sides.map(({ kind }) => kind)).toEqual(["before", "after"]);
  });

  it("draws after minus before as one side and keeps what was read", () => {
    const both = shownOf(loaded(), view("sides=both"));
    const change = shownOf(loaded(), view("sides=difference"));
    const [before, after] = both?.sides.map(({ picture }) => picture.maps[2]?.[1]?.[4] ?? NaN) ?? [];
    expect(change?.sides).toHaveLength(1);
    expect(change?.loaded).toHaveLength(2);
    expect(change?.signed).toBe(true);
    expect(change?.sides[0].picture.maps[2]?.[1]?.[4]).toBeCloseTo((after ?? NaN) - (before ?? NaN));
  });

  it("shows one side alone where there is no other to take away", () => {
    const alone = shownOf(loaded().slice(0, 1), view("sides=difference"));
    expect([alone?.signed, alone?.sides[0].kind]).toEqual([false, "before"]);
  });

  it("becomes rows of a file: all of it, one layer, or the target's row", () => {
    const shown = shownOf(loaded(), view("sides=both&layer=2"));
    const tokens = example(3, true).tokens.length;
    expect(mapRows(shown)).toHaveLength(1 + 2 * LAYERS * tokens * tokens);
    expect(mapRows(shown, { layer: 1 })).toHaveLength(1 + 2 * tokens * tokens);
    const target = mapRows(shown, { targetRow: true });
    expect(target).toHaveLength(1 + 2 * LAYERS * tokens);
    expect(target[1]?.slice(0, 5)).toEqual(["1b", "before", "Layer 1", example(3, true).target, "[MASK]"]);
  });
});
