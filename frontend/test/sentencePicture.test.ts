import { describe, expect, it } from "vitest";
import type { Aggregation, Maps, Method } from "../src/api/types.ts";
import { signedFigure } from "../src/dom/format.ts";
import { legendNotes, marginNote, targetReading, targetTitle } from "../src/figures/sentence/captions.ts";
import { mapRows } from "../src/figures/sentence/mapRows.ts";
import {
  methodDifference,
  type SentenceMaps,
  sentencePicture,
} from "../src/figures/sentence/sentencePicture.ts";
import { targetRow } from "../src/layout/picture.ts";
import { readSentenceView, type SentenceView } from "../src/state/sentence/sentenceView.ts";
import { example, LAYERS, maps, methods, scoreRun } from "./fixture/recorded.ts";

/** A method of whole maps without an upper bound, which no recorded one is: GlobEnc's shares, so many times as large. */
const LENGTHS = "lengths";
const LARGE = 400;

function lengths(aggregation: Aggregation, after: boolean): Maps {
  const globenc = maps("globenc", aggregation, after);
  const factor = (layer: number) =>
    aggregation === "none" ? LARGE : aggregation === "rollout_raw" ? LARGE ** (layer + 1) : 1;
  const values = globenc.values.map((map, layer) =>
    map.map((row) => row.map((value) => factor(layer) * value)),
  );
  return { ...globenc, method: LENGTHS, values };
}

const loaded = (
  aggregation: Aggregation = "none",
  method = "attn",
  rows: "all" | "target" = "all",
): SentenceMaps[] =>
  [false, true].map((after) => ({
    scoreRun: scoreRun(after),
    example: example(after),
    maps: method === LENGTHS ? lengths(aggregation, after) : maps(method, aggregation, after, rows),
  }));

function info(method: string): Method | undefined {
  const found = methods.find(({ id }) => id === (method === LENGTHS ? "globenc" : method));
  return method !== LENGTHS || found === undefined
    ? found
    : { ...found, id: LENGTHS, name: "Lengths", range: { minimum: 0, maximum: null } };
}

function view(query: string): SentenceView {
  const found = readSentenceView(["scores", "1a", "3"], new URLSearchParams(query));
  if (found === undefined) {
    throw new Error("not a view");
  }
  return found;
}

describe("what the panels draw", () => {
  it("is nothing before anything was read", () => {
    expect(sentencePicture([], view(""))).toBeUndefined();
  });

  it("shows the last layer unless another is chosen, and never one that is not there", () => {
    expect(sentencePicture(loaded(), view(""))?.layer).toBe(LAYERS - 1);
    expect(sentencePicture(loaded(), view("layer=2"))?.layer).toBe(1);
    expect(sentencePicture(loaded(), view("layer=99"))?.layer).toBe(LAYERS - 1);
    const last = sentencePicture(loaded("last_layer"), view("layer=2&aggregation=last_layer"));
    expect([last?.layer, last?.names]).toEqual([0, [`Layer ${LAYERS}`]]);
  });

  it("gives all maps of both sides one scale, or each map its own", () => {
    const shared = sentencePicture(loaded(), view("sides=both"));
    expect(new Set(shared?.sides.flatMap(({ maxima }) => maxima)).size).toBe(1);
    const own = sentencePicture(loaded(), view("sides=both&scale=own"));
    expect(new Set(own?.sides.flatMap(({ maxima }) => maxima)).size).toBeGreaterThan(LAYERS);
    expect(own?.sides.map(({ kind }) => kind)).toEqual(["before", "after"]);
  });

  it("draws after minus before as one side and keeps what was read", () => {
    const both = sentencePicture(loaded(), view("sides=both"));
    const change = sentencePicture(loaded(), view("sides=difference"));
    const [before, after] = both?.sides.map(({ picture }) => picture.maps[2]?.[1]?.[4] ?? NaN) ?? [];
    expect(change?.sides).toHaveLength(1);
    expect(change?.sources).toHaveLength(2);
    expect([change?.signed, change?.difference]).toEqual([true, true]);
    expect(change?.sides[0].picture.maps[2]?.[1]?.[4]).toBeCloseTo((after ?? NaN) - (before ?? NaN));
  });

  it("shows one side alone where there is no other to take away", () => {
    const alone = sentencePicture(loaded().slice(0, 1), view("sides=difference"));
    expect([alone?.signed, alone?.sides[0].kind]).toEqual([false, "before"]);
  });

  it("becomes rows of a file: all of it, one layer, or the target's row", () => {
    const shown = sentencePicture(loaded(), view("sides=both&layer=2"));
    const tokens = example(true).tokens.length;
    expect(mapRows(shown)).toHaveLength(1 + 2 * LAYERS * tokens * tokens);
    expect(mapRows(shown, { layer: 1 })).toHaveLength(1 + 2 * tokens * tokens);
    const target = mapRows(shown, { targetRow: true });
    expect(target).toHaveLength(1 + 2 * LAYERS * tokens);
    expect(target[1]?.slice(0, 5)).toEqual([
      "s-whole-before",
      "before",
      "Layer 1",
      example(true).target,
      "[MASK]",
    ]);
  });

  it("is the target's row alone for attributions, and for maps of which no more is stored", () => {
    const attribution = sentencePicture(loaded("none", "grad_x_input"), view(""), info("grad_x_input"));
    expect([attribution?.whole, attribution?.signed, attribution?.difference]).toEqual([false, true, false]);
    expect(attribution?.sides[0].picture.maps[0]).toHaveLength(1);
    const row = sentencePicture(loaded("none", "alti", "target"), view(""), info("alti"));
    expect([row?.whole, row?.signed]).toEqual([false, false]);
    const tokens = example(true).tokens.length;
    expect(mapRows(row)).toHaveLength(1 + 2 * LAYERS * tokens);
    expect(mapRows(row)[1]?.slice(3, 5)).toEqual([example(true).target, "[MASK]"]);
  });

  it("numbers cells in powers of ten where scores are no shares", () => {
    const shown = (method: string, query = "", aggregation: Aggregation = "none") =>
      sentencePicture(loaded(aggregation, method), view(query), info(method))?.exponents.at(-1);
    expect(shown("attn")).toBe(0);
    expect(shown(LENGTHS)).toBe(2);
    expect(shown(LENGTHS, "bare=1")).toBe(0);
    expect(shown(LENGTHS, "", "rollout")).toBe(0);
    expect(shown(LENGTHS, "", "rollout_raw")).toBeGreaterThan(8);
  });

  it("keeps what is missing from the sum beside each side, but not beside their difference", () => {
    const path = info("integrated_gradients");
    const sides = sentencePicture(loaded("none", "integrated_gradients"), view("sides=both"), path);
    expect(sides?.sides.map(({ deltas }) => deltas?.length)).toEqual([LAYERS, LAYERS]);
    const rows = mapRows(sides, { targetRow: true });
    expect(rows[0]?.at(-1)).toBe("missing from the sum");
    expect(rows[1]?.at(-1)).toBe(sides?.sides[0].deltas?.[0]);
    const change = sentencePicture(loaded("none", "integrated_gradients"), view("sides=difference"), path);
    expect(change?.sides[0].deltas).toBeNull();
    expect(mapRows(change)[0]?.at(-1)).toBe("score");
  });
});

describe("what the page says of its pictures", () => {
  const says = (method: string, query = "", aggregation: Aggregation = "none") => {
    const shown = sentencePicture(loaded(aggregation, method).slice(0, 1), view(query), info(method));
    if (shown === undefined) {
      throw new Error("nothing is shown");
    }
    return shown;
  };

  it("explains signs, missing bounds, powers of ten and rows that were divided anew", () => {
    expect(legendNotes(says("attn"))).toEqual([]);
    expect(legendNotes(says("grad_x_input"))).toEqual([
      "Blue: supports the prediction; vermilion: opposes it; grey: neither.",
      "Scores have no upper bound; the colour scale ends at the largest score of this sentence.",
    ]);
    expect(legendNotes(says("grad_x_input", "bare=1")).at(-1)).toBe(
      "Special tokens are left out, and each row is divided by the sum of its absolute values.",
    );
    expect(legendNotes(says(LENGTHS, "scale=own"))).toEqual([
      "Scores have no upper bound; the colour scale ends at the largest score of each layer.",
      "Cell values × 10².",
    ]);
    expect(legendNotes(says(LENGTHS, "", "rollout"))).toEqual([]);
  });

  it("reads a cell of the target's row by one method or two, with signs where there are any", () => {
    const path = says("integrated_gradients");
    const value = targetRow(path.sides[0].picture, 1)[2];
    expect(targetReading([path], 1, 2)).toBe(
      `Layer 2, ${example(true).tokens[2] ?? ""}: ${signedFigure(value)}`,
    );
    expect(targetReading([path, says("grad_norm_l2")], 1, 2)).toMatch(
      /^Layer 2, .+: Integrated gradients [+−]?\d.*; Gradient norm \d/,
    );
    expect(targetReading([], 1, 2)).toBe("");
  });

  it("names the picture after what it is of, and its margin after what stands there", () => {
    expect(targetTitle(says("attn"))).toBe("Contributions to the target");
    expect(targetTitle(says("grad_norm_l2"))).toBe("Attribution of the prediction");
    expect(marginNote(says("integrated_gradients"))).toMatch(/by absolute values.*Missing from the sum/);
    expect(marginNote(says("attn"))).not.toContain("Missing");
  });
});

describe("one method minus another", () => {
  const minus = (first: SentenceMaps[], second: SentenceMaps[], query: string) => {
    const [one, other] = [first, second].map(([side]) => side?.maps.method ?? "");
    return methodDifference(first, second, view(query), {
      info: info(one ?? ""),
      minus: { method: other ?? "", info: info(other ?? "") },
    });
  };

  it("subtracts shares, cell by cell, on every side", () => {
    const [ones, others] = [loaded("none", "value_zeroing_cosine"), loaded("none", "attn")];
    const shown = minus(ones, others, "sides=both&pairing=difference");
    expect(shown?.sides.map(({ kind }) => kind)).toEqual(["before", "after"]);
    const share = (row: readonly number[] = []) =>
      (row[4] ?? NaN) / row.reduce((sum, value) => sum + value, 0);
    const expected = share(ones[1]?.maps.values[2]?.[1]) - share(others[1]?.maps.values[2]?.[1]);
    expect(shown?.sides[1]?.picture.maps[2]?.[1]?.[4]).toBeCloseTo(expected, 12);
    expect([shown?.signed, shown?.difference, shown?.whole]).toEqual([true, true, true]);
  });

  it("divides rows without a bound by their sums first, so that each difference adds up to 0", () => {
    const shown = minus(loaded("none", LENGTHS), loaded("none", "attn"), "pairing=difference");
    for (const row of shown?.sides[0].picture.maps.flat() ?? []) {
      expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 10);
    }
  });

  it("is of the target's row alone where one of the two has no more", () => {
    const first = loaded("none", "attn");
    const shown = minus(first, loaded("none", "grad_norm_l2"), "pairing=difference");
    expect(shown?.whole).toBe(false);
    expect(shown?.sides[0].picture.maps.map((map) => map.length)).toEqual(Array(LAYERS).fill(1));
  });

  it("compares the last layer with the last layer", () => {
    const shown = minus(loaded("last_layer", "attn"), loaded("none", "alti"), "aggregation=last_layer");
    expect(shown?.names).toEqual([`Layer ${LAYERS}`]);
    expect(shown?.layer).toBe(0);
  });

  it("says which colour stands for which method", () => {
    const shown = minus(loaded("none", LENGTHS), loaded("none", "attn"), "pairing=difference");
    const notes = shown === undefined ? [] : legendNotes(shown);
    expect(notes[0]).toBe("Blue: higher with Lengths; vermilion: higher with Attention; grey: equal.");
    expect(notes).toHaveLength(2);
  });
});
