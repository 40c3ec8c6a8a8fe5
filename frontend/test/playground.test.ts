import { describe, expect, it } from "vitest";
import type { Maps, Method, SentenceAnalysis } from "../src/api/types.ts";
import {
  layerOf,
  namesOf,
  picturesOf,
  type PlaygroundScene,
} from "../src/figures/playground/playgroundScene.ts";
import { sceneRows } from "../src/figures/playground/playgroundCharts.ts";
import {
  comparedWith,
  type PlaygroundView,
  readPlaygroundView,
  sentenceOf,
  toggleBlank,
  withSentence,
  withTarget,
  writePlaygroundView,
} from "../src/state/playground/playgroundView.ts";

function read(address: string): PlaygroundView {
  const url = new URL(address, "http://here");
  const view = readPlaygroundView(url.pathname.split("/").filter(Boolean), url.searchParams);
  if (view === undefined) {
    throw new Error(`not an address of the playground: ${address}`);
  }
  return view;
}

describe("the view of the playground", () => {
  it.each([
    "/playground",
    "/playground?model=c-1&text=a+b&target=0&open=1&blank=1,2&method=attn&aggregation=rollout&layer=2",
    "/playground?text=a+b&bad=a+c&level=word&against=model&other-model=x",
    "/playground?text=a+b&against=sentence&other-text=b+a",
  ])("is what its address says: %s", (address) => {
    expect(decodeURIComponent(writePlaygroundView(read(address)))).toBe(address);
  });

  it("opens with a minimal pair, and another sentence has none", () => {
    expect(read("/playground").bad).not.toBe("");
    expect(read("/playground?text=a+b").bad).toBe("");
    expect(readPlaygroundView(["playground", "more"], new URLSearchParams())).toBeUndefined();
  });

  it("asks for what is not usual only", () => {
    expect(sentenceOf(read("/playground?text=a+b"))).toEqual({ modelId: "tiny-bert", text: "a b" });
    expect(sentenceOf(read("/playground?text=a+b&bad=a+c&target=1&open=1&blank=0"))).toEqual({
      modelId: "tiny-bert",
      text: "a b",
      badText: "a c",
      target: 1,
      maskTarget: false,
      blankedOut: "0",
    });
  });

  it("compares with the same target, the unchanged sentence only while something is blanked out", () => {
    expect(comparedWith(read("/playground?text=a+b&against=unchanged"), 1)).toBeUndefined();
    expect(comparedWith(read("/playground?text=a+b&against=unchanged&blank=0"), 1)).toEqual({
      modelId: "tiny-bert",
      text: "a b",
    });
    expect(comparedWith(read("/playground?text=a+b&against=model&other-model=x"), 1)).toEqual({
      modelId: "x",
      text: "a b",
      target: 1,
    });
    expect(comparedWith(read("/playground?text=a+b&against=sentence&other-text=c+d"), 0)).toEqual({
      modelId: "tiny-bert",
      text: "c d",
      target: 0,
    });
  });

  it("blanks out and restores words, with the unchanged sentence beside them", () => {
    const view = read("/playground?text=a+b+c");
    const blanked = { ...view, ...toggleBlank(view, 1) };
    expect(blanked).toMatchObject({ blank: ["1"], against: "unchanged" });
    expect(toggleBlank(blanked, 1)).toEqual({ blank: [], against: "nothing" });
    expect(withTarget(blanked, 1)).toEqual({ target: 1, bad: "", blank: [] });
    expect(withSentence("x")).toMatchObject({ text: "x", bad: "", target: undefined, blank: [] });
  });
});

const candidate = (text: string) => ({ id: 1, text, probability: 0.5, logit: 1 });

function analysed(name: string, tokens: readonly (readonly [string, number])[], fill: number, layers = 2) {
  const words = [...new Set(tokens.map(([, word]) => word))].filter((word) => word >= 0);
  const analysis: SentenceAnalysis = {
    model: { id: name, name, layers },
    tokens: tokens.map(([text, word]) => ({ text, word })),
    words: words.map((word) => ({ text: `w${word}`, start: word, end: word + 1 })),
    targetToken: 1,
    targetWord: 0,
    good: candidate("good"),
    bad: candidate("bad"),
    predictions: [],
  };
  const size = tokens.length;
  const map = Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => fill + row - column),
  );
  const maps: Maps = {
    method: "attn",
    aggregation: "none",
    layers,
    rows: size,
    tokens: size,
    values: Array.from({ length: layers }, () => map),
    raw: null,
    deltas: null,
  };
  return { analysis, maps };
}

const PLAIN = [
  ["[CLS]", -1],
  ["a", 0],
  ["b", 1],
  ["[SEP]", -1],
] as const;
const SPLIT = [
  ["<s>", -1],
  ["a", 0],
  ["b", 1],
  ["##c", 1],
  ["</s>", -1],
] as const;

const scene = (over: Partial<PlaygroundScene>, address = "/playground?against=model"): PlaygroundScene => ({
  view: read(address),
  method: { id: "attn", name: "Attention", kind: "context_mixing", signed: false } as Method,
  aggregation: "none",
  own: analysed("one", PLAIN, 5),
  other: undefined,
  ...over,
});

describe("the pictures of the playground", () => {
  it("are one map, or two with their difference", () => {
    expect(picturesOf(scene({})).pictures).toHaveLength(1);
    const { pictures, hindrance } = picturesOf(scene({ other: analysed("two", PLAIN, 3) }));
    expect(pictures.map(({ name }) => name)).toEqual(["one", "two", "one minus two"]);
    expect(pictures[2]?.picture.maps.flat(2)).toEqual(Array.from({ length: 32 }, () => 2));
    expect(hindrance).toBeUndefined();
  });

  it("tell why there is no difference of different tokens or layers", () => {
    const split = picturesOf(scene({ other: analysed("two", SPLIT, 3) }));
    expect(split.pictures).toHaveLength(2);
    expect(split.hindrance).toContain("Show words in place of tokens");
    const deeper = picturesOf(scene({ other: analysed("two", PLAIN, 3, 4) }));
    expect(deeper.hindrance).toContain("2 and 4 layers");
  });

  it("of different tokens are subtracted word by word", () => {
    const words = scene({ other: analysed("two", SPLIT, 3) }, "/playground?against=model&level=word");
    expect(picturesOf(words).pictures).toHaveLength(3);
  });

  it("are named by what is compared", () => {
    const other = analysed("two", PLAIN, 3);
    const blanked = scene({ other }, "/playground?text=a+b&blank=1&against=unchanged");
    expect(namesOf(blanked)).toEqual(["With words blanked out", "As typed"]);
    expect(picturesOf(blanked).pictures[2]?.name).toBe("With words blanked out minus as typed");
  });

  it("have the last layer in large where the address names none or one that is not there", () => {
    expect(layerOf(scene({}))).toBe(1);
    expect(layerOf(scene({}, "/playground?layer=1"))).toBe(0);
    expect(layerOf(scene({}, "/playground?layer=9"))).toBe(1);
  });

  it("are saved as one row per score", () => {
    const rows = sceneRows(scene({ other: analysed("two", PLAIN, 3) }));
    expect(rows).toHaveLength(1 + 3 * 2 * 16);
    expect(rows[1]).toEqual(["own", "Layer 1", 0, "[CLS]", 0, "[CLS]", 5]);
    expect(sceneRows(scene({}), true)).toHaveLength(1 + 2 * 4);
  });
});
