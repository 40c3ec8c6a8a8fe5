import { describe, expect, it } from "vitest";
import type { WinRates } from "../src/api/types.ts";
import { percent } from "../src/dom/format.ts";
import {
  jointMeansTable,
  winCells,
  winningOrder,
  winRateFigure,
} from "../src/figures/sweep/winRateFigures.ts";

const combination = (maskedShare: number, means: readonly number[]) => ({
  modelId: "tiny-bert",
  learningRate: 0.0003,
  batchSize: 64,
  epochs: 5,
  maskedShare,
  runs: 3,
  means: means.map((mean) => ({ mean, low: mean - 0.1, high: mean + 0.1 })),
});

const RATES: WinRates = {
  measure: "cue_dot",
  higherIsBetter: true,
  resamples: 2000,
  methods: ["attn", "value_zeroing_cosine", "random"],
  combinations: [combination(0, [0.3, 0.5, 0.2]), combination(0.5, [0.4, 0.6, 0.1])],
  pairs: [
    { first: 0, second: 1, rate: 0.25, low: 0.1, high: 0.6, settings: 12 },
    { first: 0, second: 2, rate: 0.75, low: 0.6, high: 0.9, settings: 12 },
    { first: 1, second: 2, rate: 1, low: 1, high: 1, settings: 12 },
  ],
};

const DATA = {
  sweep: "masks",
  rates: RATES,
  measureName: "Share on cues",
  phase: "after",
  methods: [],
} as const;

describe("win rates", () => {
  it("order methods by their mean over all others", () => {
    expect(winningOrder(RATES)).toEqual([
      { place: 1, mean: 0.875 },
      { place: 0, mean: 0.5 },
      { place: 2, mean: 0.125 },
    ]);
  });

  it("stand in both directions, muted where the interval holds a half", () => {
    const cells = winCells(RATES, (place) => RATES.methods[place] ?? "");
    expect(cells.map((row) => row.map((cell) => cell?.text))).toEqual([
      [undefined, "75", "100"],
      ["25", undefined, "75"],
      ["0", "25", undefined],
    ]);
    expect(cells.map((row) => row.map((cell) => cell?.counts))).toEqual([
      [undefined, false, true],
      [false, undefined, true],
      [true, true, undefined],
    ]);
    expect(cells[0]?.[1]).toMatchObject({
      value: 0.25,
      head: "value_zeroing_cosine over attn",
      lines: [
        `wins in ${percent(0.75, 0)} of 12 runs and paradigms`,
        `95 % interval ${percent(0.4, 0)} to ${percent(0.9, 0)}`,
      ],
    });
  });

  it("are undefined where no run has both", () => {
    const [pair] = RATES.pairs;
    const none = {
      ...RATES,
      pairs: pair === undefined ? [] : [{ ...pair, rate: null, low: null, high: null }],
    };
    const cells = winCells(none, String).flat();
    expect(
      cells.filter((cell) => cell !== null).map(({ value, text, counts }) => [value, text, counts]),
    ).toEqual([
      [null, "", false],
      [null, "", false],
    ]);
  });

  it("say what was counted, and download every pair once", () => {
    const figure = winRateFigure(DATA);
    expect(figure.caption).toContain("12 settings (each of 6 runs with each of its paradigms)");
    expect(figure.rows()).toHaveLength(4);
    expect(figure.rows()[1]).toEqual(["attn", "value_zeroing_cosine", 0.25, 0.1, 0.6, 12]);
  });

  it("come with the means of every combination", () => {
    const { rows } = jointMeansTable(DATA);
    expect(rows[0]).toEqual(["Method", "Masked share", "Runs", "Mean", "Low", "High", "Mean win rate"]);
    expect(rows).toHaveLength(7);
    expect(rows[2]).toEqual(["value_zeroing_cosine", "0.5", 3, 0.6, 0.5, 0.7, 0.875]);
  });
});
