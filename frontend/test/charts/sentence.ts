import { pictureOf, type Picture, type Source } from "../../src/layout/picture.ts";

/** A number in [0, 1) that follows from three others. */
const noise = (a: number, b: number, c: number): number => {
  const value = Math.sin(a * 12.9898 + b * 78.233 + c * 37.719) * 43758.5453;
  return value - Math.floor(value);
};

const row = (values: readonly number[]): number[] => {
  const sum = values.reduce((total, value) => total + value, 0);
  return values.map((value) => value / sum);
};

/** Fixed maps [layers][tokens][tokens] whose rows sum to 1, most of a row on its own token. */
const mapsOf = (tokens: number, layers: number): number[][][] =>
  Array.from({ length: layers }, (_, layer) =>
    Array.from({ length: tokens }, (__, receiver) =>
      row(
        Array.from({ length: tokens }, (___, giver) =>
          receiver === giver ? 2 : noise(layer, receiver, giver) ** 3,
        ),
      ),
    ),
  );

const source = (words: readonly string[], target: number, cues: readonly number[]): Source => ({
  tokens: ["[CLS]", ...words, "[SEP]"],
  words,
  wordOfToken: [-1, ...words.map((_, place) => place), -1],
  target,
  cues,
  maps: mapsOf(words.length + 2, 4),
});

const shown = { level: "piece", hideSpecial: false } as const;

/** A sentence of ten tokens with two cues beside each other. */
export const picture: Picture = pictureOf(
  source(["the", "old", "keys", "to", "it", "[MASK]", "here", "."], 6, [2, 3]),
  shown,
);

/** Words that are cut because there is no room for them beside the cells. */
export const longNames: Picture = pictureOf(
  source(["incomprehensibilities", "of", "counterrevolutionaries", "[MASK]"], 4, [1]),
  shown,
);

/** Two and a half dozen tokens: cells too small for numbers. */
export const longSentence: Picture = pictureOf(
  source(
    Array.from({ length: 28 }, (_, place) => `word${place}`),
    15,
    [4],
  ),
  shown,
);

/** What a picture has more than the layer below gives: scores of both signs. */
export const signed: Picture = {
  ...picture,
  maps: picture.maps.map((map, layer) =>
    map.map((values, receiver) =>
      values.map((value, giver) => value - (picture.maps[(layer + 1) % 4]?.[receiver]?.[giver] ?? 0)),
    ),
  ),
};
