import { describe, expect, it } from "vitest";
import type { Code, FigureTable } from "../src/api/types.ts";
import {
  bestPlace,
  deletionBands,
  placedFigures,
  sentencePoints,
} from "../src/figures/results/faithfulnessFigures.ts";
import {
  codePoints,
  compressionBands,
  layerDots,
  learningBands,
  ordersNote,
  type ProbedSide,
  probingWarnings,
} from "../src/figures/results/probingFigures.ts";
import { compressionRows } from "../src/panels/results/probing/compressionPanel.ts";
import { learningRows } from "../src/panels/results/probing/learningPanel.ts";
import { deletion, probing } from "./fixture/recorded.ts";

const figures = (mean: (number | null)[]) => ({
  mean,
  low: mean.map((value) => (value === null ? null : value - 0.1)),
  high: mean.map((value) => (value === null ? null : value + 0.1)),
  n: mean.map((value) => (value === null ? 0 : 40)),
});

const table: FigureTable = {
  scoreRunId: "1a",
  measure: "spearman",
  group: "all",
  examples: 40,
  layers: 3,
  views: [
    { method: "a", aggregation: "none", figures: figures([0.1, 0.5, 0.2]) },
    { method: "a", aggregation: "rollout", figures: figures([0.1, 0.3, 0.4]) },
    { method: "a", aggregation: "last_layer", figures: figures([0.2]) },
    { method: "b", aggregation: "none", figures: figures([0.3, null, 0.4]) },
    { method: "c", aggregation: "none", figures: figures([null, null, null]) },
  ],
};

describe("the figure that stands for a method", () => {
  const at = (place: "layer" | "best" | "rollout", layer: number, higherIsBetter = true) =>
    placedFigures(table, { place, layer, higherIsBetter }).map(({ method, layer: from, mean }) => [
      method,
      from,
      mean,
    ]);

  it("is that of a layer, the best first and undefined ones last", () => {
    expect(at("layer", 3)).toEqual([
      ["b", 3, 0.4],
      ["a", 3, 0.2],
      ["c", 3, null],
    ]);
    expect(at("layer", 2)).toEqual([
      ["a", 2, 0.5],
      ["b", 2, null],
      ["c", 2, null],
    ]);
  });

  it("is that of its best layer, which is the lowest where less is better", () => {
    expect(at("best", 1).slice(0, 2)).toEqual([
      ["a", 2, 0.5],
      ["b", 3, 0.4],
    ]);
    expect(at("best", 1, false).slice(0, 2)).toEqual([
      ["a", 1, 0.1],
      ["b", 1, 0.3],
    ]);
    expect(bestPlace([null, null], true)).toBe(0);
  });

  it("is that of its rollouts alone, and carries its interval and n", () => {
    const [only, ...others] = placedFigures(table, { place: "rollout", layer: 2, higherIsBetter: true });
    expect(others).toEqual([]);
    expect(only).toEqual({
      method: "a",
      aggregation: "rollout",
      layer: 2,
      mean: 0.3,
      low: expect.closeTo(0.2, 12) as number,
      high: 0.4,
      n: 40,
    });
  });
});

describe("deletion curves", () => {
  const [view] = deletion.views;

  it("start from the whole sentence where tokens are taken out, and at the first share where they are left", () => {
    const drawn = view === undefined ? [] : [{ name: "A", colour: "red", curve: view.without }];
    const without = deletionBands(deletion, "without", drawn);
    expect(without.map(({ name }) => name)).toEqual(["Random orders", "A"]);
    expect(without[1]?.points[0]).toEqual({ x: 0, y: deletion.whole });
    expect(without[1]?.points[1]).toEqual({
      x: 0.01,
      y: view?.without.mean[0],
      low: view?.without.low[0],
      high: view?.without.high[0],
    });
    expect(deletionBands(deletion, "only", [])[0]?.points.map(({ x }) => x)).toEqual(deletion.shares);
  });

  it("do not start twice where no token is among the shares", () => {
    const fromNone = { ...deletion, shares: [0, ...deletion.shares.slice(1)] };
    expect(deletionBands(fromNone, "without", [])[0]?.points.filter(({ x }) => x === 0)).toHaveLength(1);
  });
});

describe("sentences with two values", () => {
  it("are those for which both are defined", () => {
    const values = (own: (number | null)[]) => ({
      measure: "m",
      method: "a",
      aggregation: "none" as const,
      layer: 0,
      values: own,
    });
    expect(sentencePoints(values([0.1, null, 0.3, 0.4]), values([1, 2, null]))).toEqual([
      { index: 0, x: 0.1, y: 1 },
    ]);
  });
});

describe("probing", () => {
  const sides = (["before", "after"] as const).map((when) => ({
    when,
    probing: probing(when === "after"),
  }));

  it("is drawn from the embedding output on, labels and control of both sides", () => {
    const lines = compressionBands(sides);
    const bands = lines.filter(({ behind }) => behind === undefined);
    expect(lines).toHaveLength(2 * 5 + 4);
    expect(bands).toHaveLength(4);
    expect(bands.map(({ dashed }) => dashed)).toEqual([false, true, false, true]);
    const first = sides[1]?.probing.layers[0];
    expect(bands[2]?.points[0]).toEqual({
      x: 0,
      y: first?.labels.compression,
      low: first?.labels.low,
      high: first?.labels.high,
      notes: [expect.stringMatching(/^5 orders: /)],
    });
    expect(new Set(bands.map(({ name }) => name)).size).toBe(4);
  });

  const withOrders = (labels: number[], control: number): ProbedSide => {
    const [code] = probing(true).layers.map((layer) => layer.labels);
    const codeOf = (compressions: number[]): Code => ({
      ...(code ?? expect.fail()),
      compression: compressions.reduce((sum, one) => sum + one, 0) / compressions.length,
      compressions,
      deviation: 0.25,
    });
    const layer = { layer: 0, labels: codeOf(labels), control: codeOf([control, control]) };
    return { when: "after", probing: { ...probing(true), layers: [layer] } };
  };

  it("draws every order behind the mean, and says how far they spread", () => {
    const side = withOrders([4.5, 5.5], 1);
    const bands = compressionBands([side]);
    expect(bands.map(({ behind }) => behind)).toEqual(["unsmoothed", "unsmoothed", undefined, undefined]);
    expect(bands.map(({ points }) => points[0]?.y)).toEqual([4.5, 5.5, 5, 1]);
    expect(bands[2]?.points[0]?.notes).toEqual(["2 orders: 4.5 to 5.5, standard deviation 0.25"]);
    expect(ordersNote([side.probing])).toContain("2 random orders");
    expect(ordersNote([probing(true)])).toContain("5 random orders");
    expect(ordersNote([withOrders([4.5], 1).probing])).toContain("One random order");
    expect(probingWarnings([side.probing])).toBe("");
  });

  it("says where the control costs more than guessing, and where nothing is defined", () => {
    expect(probingWarnings([withOrders([2, 3], 0.78).probing])).toContain(
      "costs more than guessing (compression 0.78 to 0.78",
    );
    const side = withOrders([2, 3], 1);
    const layers = side.probing.layers.map((layer) => ({
      ...layer,
      labels: { ...layer.labels, compression: null },
    }));
    expect(probingWarnings([{ ...side.probing, layers }])).toContain("all sentences have the same number");
  });

  it("gives bits per example of each block, or all bits so far", () => {
    const code = {
      bits: 13,
      compression: 2,
      low: 1,
      high: 3,
      compressions: [],
      deviation: null,
      portions: [
        { share: 0.1, examples: 4, bits: 4, low: 2, high: 8, sumLow: 2, sumHigh: 8 },
        { share: 0.5, examples: 12, bits: 6, low: 3, high: 9, sumLow: 7, sumHigh: 12 },
        { share: 1, examples: 0, bits: 3, low: 3, high: 3, sumLow: 9, sumHigh: 15 },
      ],
    };
    expect(codePoints(code, "each")).toEqual([
      { x: 0.1, y: 1, low: 0.5, high: 2 },
      { x: 0.5, y: 0.5, low: 0.25, high: 0.75 },
      { x: 1, y: null },
    ]);
    expect(codePoints(code, "sum")).toEqual([
      { x: 0.1, y: 4, low: 2, high: 8 },
      { x: 0.5, y: 10, low: 7, high: 12 },
      { x: 1, y: 13, low: 9, high: 15 },
    ]);
  });

  it("draws nothing of a layer that was not probed", () => {
    expect(learningBands(sides, 99, "each").every(({ points }) => points.length === 0)).toBe(true);
    expect(learningBands(sides, 0, "each")[0]?.points.length).toBeGreaterThan(4);
  });

  it("is written in full, one row per layer and per block", () => {
    const layers = sides[0]?.probing.layers ?? [];
    expect(compressionRows(sides)).toHaveLength(1 + 4 * layers.length);
    const rows = learningRows(sides, 2);
    expect(rows).toHaveLength(1 + 4 * (layers[2]?.labels.portions.length ?? 0));
    const blocks = rows.filter(([when, coded]) => when === "after" && coded === "labels");
    const bits = blocks.reduce((sum, row) => sum + Number(row[5]), 0);
    expect(blocks.at(-1)?.[9]).toBeCloseTo(bits, 9);
  });

  it("leaves out layers without an alignment, and keeps the others' numbers", () => {
    const none = { value: null, low: null, high: null };
    const { dots } = layerDots({
      method: "a",
      aggregation: "none",
      alignment: [0.1, null, 0.3],
      compression: [1, 2, 3],
      spearman: none,
      pearson: none,
    });
    expect(dots).toEqual([
      { layer: 1, alignment: 0.1, compression: 1 },
      { layer: 3, alignment: 0.3, compression: 3 },
    ]);
  });
});
