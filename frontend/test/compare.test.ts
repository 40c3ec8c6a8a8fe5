import { describe, expect, it } from "vitest";
import type { Comparison, Example, Maps } from "../src/api/types.ts";
import { differenceFigure, itemsFigure, settingsTable } from "../src/figures/compare/itemFigures.ts";
import { mapDifference } from "../src/figures/compare/mapDifference.ts";
import { readSearch } from "../src/panels/compare/itemPicker.ts";
import {
  type CompareView,
  itemNames,
  readCompareView,
  withItems,
  writeCompareView,
} from "../src/state/compareView.ts";

const read = (address: string): CompareView | undefined => {
  const url = new URL(address, "http://here");
  return readCompareView(url.pathname.split("/").filter(Boolean), url.searchParams);
};

describe("the view of a comparison", () => {
  it.each([
    "/compare",
    "/compare?item=s-1,attn&item=s-2,attn,rollout",
    "/compare?item=s-1,attn&item=s-2,attn&item=s-1,globenc&measure=cue_dot&group=rpsv&against=2&sentence=12&layer=3",
  ])("is what its address says: %s", (address) => {
    const view = read(address);
    expect(view && writeCompareView(view)).toBe(address);
  });

  it("takes each item once, six at most, and leaves out what is none", () => {
    const many = Array.from({ length: 9 }, (_, place) => `item=s-${place},attn`).join("&");
    expect(read(`/compare?${many}`)?.items).toHaveLength(6);
    const items = read("/compare?item=s-1,attn&item=s-1,attn,none&item=s-1&item=,&item=s,m,none,x")?.items;
    expect(items).toEqual([{ scoreRunId: "s-1", method: "attn", aggregation: "none" }]);
    expect(read("/compare/more")).toBeUndefined();
  });

  it("keeps the item that maps are drawn of within those there are", () => {
    expect(read("/compare?item=a,m&item=b,m&against=5")?.against).toBe(1);
    const items = read("/compare?item=a,m&item=b,m&item=c,m")?.items ?? [];
    expect(withItems(items, 2).against).toBe(2);
    expect(withItems(items.slice(0, 2), 2).against).toBe(1);
    expect(withItems([], 1).against).toBe(1);
  });
});

describe("names of items", () => {
  const item = { runId: "r-1", runName: "One", when: "after", method: "attn", aggregation: "none" } as const;

  it("say what differs and no more", () => {
    expect(itemNames([{ ...item, when: "before" }, item], [])).toEqual(["before", "after"]);
    expect(itemNames([item, { ...item, method: "globenc", aggregation: "rollout" }], [])).toEqual([
      "attn, each layer",
      "globenc, rollout",
    ]);
  });

  it("tell runs of one name apart by their ids", () => {
    expect(itemNames([item, { ...item, runId: "r-2abcdef" }], [])).toEqual(["One (r-1)", "One (r-2abcdef)"]);
  });
});

const figures = (mean: readonly (number | null)[]) => ({
  mean: [...mean],
  low: mean.map((one) => one && one - 0.1),
  high: mean.map((one) => one && one + 0.1),
  n: mean.map(() => 40),
});

const about = {
  runId: "r-1",
  runName: "One",
  seed: 42,
  learningRate: 3e-5,
  runCreatedAt: "2026-03-01T12:00:00Z",
  modelId: "tiny-bert",
  aggregation: "none",
} as const;
const comparison: Comparison = {
  measure: "cue_dot",
  group: "all",
  examples: 40,
  test: "permutation",
  items: [
    { ...about, scoreRunId: "s-1", when: "before", method: "attn", figures: figures([0.2, 0.3]) },
    { ...about, scoreRunId: "s-2", when: "after", method: "attn", figures: figures([0.5, null]) },
  ],
  differences: [
    {
      item: 1,
      layers: [
        { mean: 0.3, low: 0.1, high: 0.5, n: 40, p: 0.0004, adjusted: 0.0008 },
        { mean: 0.1, low: -0.1, high: 0.2, n: 40, p: 0.2, adjusted: 0.4 },
      ],
    },
  ],
  settings: [{ name: "fineTuning.seed", values: ["42", "43"] }],
};
const compared = { comparison, measure: { id: "cue_dot", name: "Share on cues" }, methods: [] };

describe("the figures of a comparison", () => {
  it("are those of the interface", () => {
    const figure = itemsFigure(compared);
    expect(figure.rows().slice(1)).toEqual([
      ["before", 1, 0.2, 0.1, expect.closeTo(0.3), 40],
      ["before", 2, 0.3, expect.closeTo(0.2), 0.4, 40],
      ["after", 1, 0.5, 0.4, 0.6, 40],
      ["after", 2, null, null, null, 40],
    ]);
    expect(figure.caption).toContain("n = 40 sentences");
  });

  it("tell differences from none by the adjusted p", () => {
    const figure = differenceFigure(compared);
    expect(figure.title).toBe("Differences from before");
    const { chart, marks } = figure.draw(700, "light");
    expect(marks.map(({ lines }) => lines.at(-1))).toEqual(["adjusted p < 0.001", "adjusted p = 0.400"]);
    const dots = [...chart.querySelectorAll('g[aria-label="dot"] path')];
    expect(dots).toHaveLength(2);
    expect(dots.map((dot) => (dot.parentElement?.getAttribute("fill") ?? "").includes("surface"))).toEqual([
      false,
      true,
    ]);
    expect(chart.querySelectorAll('g[aria-label="rule"]')).toHaveLength(1);
  });

  it("list the settings that differ", () => {
    expect(settingsTable(compared).rows).toEqual([
      ["setting", "before", "after"],
      ["fineTuning.seed", "42", "43"],
    ]);
  });
});

const example = (tokens: string[]): Example => ({
  index: 3,
  id: "e3",
  paradigm: "rpsv",
  label: "plural",
  sentence: "dogs bark",
  good: "bark",
  bad: "barks",
  correct: true,
  probabilityGood: 0.5,
  probabilityBad: 0.1,
  words: ["dogs", "bark"],
  tokens,
  wordOfToken: [0, 1],
  target: 1,
  targetWord: 1,
  methods: ["attn"],
  cues: [0],
});

const maps = (values: number[][][]): Maps =>
  ({ method: "attn", aggregation: "none", layers: values.length, tokens: 2, values }) as unknown as Maps;

describe("the difference of maps", () => {
  const [one, other] = [
    maps([
      [
        [0.5, 0.5],
        [0.25, 0.75],
      ],
    ]),
    maps([
      [
        [0.25, 0.75],
        [0.5, 0.5],
      ],
    ]),
  ];
  const first = { example: example(["dogs", "[MASK]"]), maps: one };

  it("is the second minus the first, with its largest size", () => {
    const found = mapDifference(first, { ...first, maps: other });
    expect("picture" in found && [found.picture.maps, found.maxima]).toEqual([
      [
        [
          [-0.25, 0.25],
          [0.25, -0.25],
        ],
      ],
      [0.25],
    ]);
  });

  it("is not made of other tokens, other layers or a sentence that is not there", () => {
    const reasons = [
      mapDifference(first, undefined),
      mapDifference(first, { example: example(["dog", "[MASK]"]), maps: other }),
      mapDifference(first, { ...first, maps: maps([...one.values, ...other.values]) }),
    ].map((found) => ("reason" in found ? found.reason : ""));
    expect(reasons[0]).toContain("does not have this sentence");
    expect(reasons[1]).toContain("different tokens");
    expect(reasons[2]).toContain("layers do not match");
  });
});

describe("the search for a run", () => {
  it("tells the side from the words that are searched", () => {
    expect(readSearch(" BLIMP  After ")).toEqual({ search: "BLIMP", sides: ["after"] });
    expect(readSearch("blimp aftermath")).toEqual({ search: "blimp aftermath", sides: ["before", "after"] });
    expect(readSearch("")).toEqual({ search: "", sides: ["before", "after"] });
  });
});
