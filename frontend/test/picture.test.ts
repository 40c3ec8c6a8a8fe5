import { describe, expect, it } from "vitest";
import {
  differenceOf,
  maximumOf,
  pictureOf,
  readable,
  receiverOf,
  type Source,
  targetRow,
  unitsOf,
} from "../src/layout/picture.ts";

/** [CLS] the gard ##ener [MASK] [SEP]; "gardener" is the cue. */
const source: Source = {
  tokens: ["[CLS]", "the", "gard", "##ener", "[MASK]", "[SEP]"],
  words: ["the", "gardener", "sleeps"],
  wordOfToken: [-1, 0, 1, 1, 2, -1],
  target: 4,
  cues: [2, 3],
  maps: [
    [
      [1, 0, 0, 0, 0, 0],
      [0, 1, 0, 0, 0, 0],
      [0, 0, 0.5, 0.5, 0, 0],
      [0.5, 0, 0.25, 0, 0.25, 0],
      [0.2, 0.1, 0.3, 0.2, 0.1, 0.1],
      [0, 0, 0, 0, 0, 1],
    ],
  ],
};

const sums = (map: readonly (readonly number[])[] | undefined) =>
  (map ?? []).map((row) => row.reduce((sum, value) => sum + value, 0));

describe("the picture of a sentence", () => {
  it("shows every piece with its part in the sentence", () => {
    const units = unitsOf(source, { level: "piece", hideSpecial: false });
    expect(units.map(({ label, role }) => `${label} ${role}`)).toEqual([
      "[CLS] special",
      "the plain",
      "gard cue",
      "##ener cue",
      "[MASK] target",
      "[SEP] special",
    ]);
  });

  it("puts a word's pieces together: what they give is added, what they receive averaged", () => {
    const picture = pictureOf(source, { level: "word", hideSpecial: false });
    expect(picture.units.map(({ label }) => label)).toEqual(["[CLS]", "the", "gardener", "[MASK]", "[SEP]"]);
    expect(picture.maps[0]?.[2]).toEqual([0.25, 0, 0.625, 0.125, 0]);
    expect(picture.maps[0]?.[3]?.[2]).toBeCloseTo(0.5);
    sums(picture.maps[0]).forEach((sum) => expect(sum).toBeCloseTo(1));
    expect([picture.target, picture.cues]).toEqual([3, [2]]);
  });

  it("leaves special tokens out and makes rows sum to 1 again", () => {
    const picture = pictureOf(source, { level: "piece", hideSpecial: true });
    expect(picture.units).toHaveLength(4);
    sums(picture.maps[0]).forEach((sum) => expect(sum).toBeCloseTo(1));
    expect(picture.maps[0]?.[3]?.[1]).toBeCloseTo(0.3 / 0.7);
  });

  it("says how much of the target's row comes from the cues", () => {
    expect(pictureOf(source, { level: "piece", hideSpecial: false }).cueShares).toEqual([0.5]);
  });

  it("subtracts picture from picture, and measures the size of what is left", () => {
    const picture = pictureOf(source, { level: "piece", hideSpecial: false });
    const even = source.maps.map((map) => map.map((row) => row.map(() => 1 / 6)));
    const flat = pictureOf({ ...source, maps: even }, { level: "piece", hideSpecial: false });
    const difference = differenceOf(flat, picture);
    expect(difference.maps[0]?.[0]?.[0]).toBeCloseTo(-5 / 6);
    expect(maximumOf(difference.maps)).toBeCloseTo(5 / 6);
    expect(maximumOf(differenceOf(picture, picture).maps)).toBe(1);
    expect(difference.cueShares[0]).toBeCloseTo(1 / 3 - 0.5);
  });

  it("shows the target's row alone where nothing else is stored", () => {
    const row: Source = { ...source, maps: [[[0.5, -0.25, 1, 0.5, -2, 0.75]]] };
    const picture = pictureOf(row, { level: "word", hideSpecial: false });
    expect([picture.whole, picture.maps[0]?.length]).toEqual([false, 1]);
    expect(targetRow(picture, 0)).toEqual([0.5, -0.25, 1.5, -2, 0.75]);
    expect(receiverOf(picture, 0)).toBe(3);
    expect(picture.cueShares[0]).toBeCloseTo(1.5 / 5);
    const whole = pictureOf(source, { level: "piece", hideSpecial: false });
    expect([whole.whole, receiverOf(whole, 2), targetRow(whole, 0)[2]]).toEqual([true, 2, 0.3]);
  });

  it("divides a row with signs by the sum of its absolute values, and keeps the signs", () => {
    const row: Source = { ...source, maps: [[[9, -0.5, 1, 0, -2, 9]]] };
    const picture = pictureOf(row, { level: "piece", hideSpecial: true });
    const drawn = targetRow(picture, 0);
    expect(drawn.map((value) => Number(value.toFixed(4)))).toEqual([-0.1429, 0.2857, 0, -0.5714]);
    expect(drawn.reduce((sum, value) => sum + Math.abs(value), 0)).toBeCloseTo(1);
  });

  it.each([
    ["Ġcats", "cats"],
    ["▁cats", "cats"],
    ["##s", "##s"],
    ["Ġ", "␣"],
  ])("writes the piece %s as %s", (piece, written) => {
    expect(readable(piece)).toBe(written);
  });
});
