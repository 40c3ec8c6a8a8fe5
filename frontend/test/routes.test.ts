import { describe, expect, it } from "vitest";
import { type Picture, pictureOf, type Source } from "../src/layout/picture.ts";
import { type RouteEdge, type Routes, routesThrough, routesTo, scoresAt } from "../src/layout/routes.ts";

const MANY = 1000;

/** Three tokens of one word each, or so many as the maps have; the target is the second unless told otherwise. */
function pictureWith(
  maps: number[][][],
  source: Partial<Source> = {},
  level: "piece" | "word" = "piece",
): Picture {
  const tokens = (maps[0] ?? []).map((_, place) => `t${place}`);
  const words = { words: tokens, wordOfToken: tokens.map((_, place) => place) };
  return pictureOf({ tokens, ...words, target: 1, cues: [], ...source, maps }, { level, hideSpecial: false });
}

/** An edge as "layer: receiver < giver". */
const written = ({ layer, receiver, giver }: RouteEdge) => `${layer + 1}: ${receiver} < ${giver}`;

const edgesOf = (routes: Routes) => routes.edges.map(written);

const nodesOf = ({ nodes }: Routes) => nodes.map(({ level, unit }) => [level, unit]);

/** The target takes from the first token in layer 2, which takes from the last one in layer 1. */
const CHAIN = [
  [
    [0.2, 0, 0.8],
    [0.9, 0.1, 0],
    [0.6, 0.2, 0.2],
  ],
  [
    [1, 0, 0],
    [0.7, 0.2, 0.1],
    [0, 0, 1],
  ],
];

describe("routes to the target", () => {
  it("go along a chain from the target down to the input, and nowhere else", () => {
    const routes = routesTo(pictureWith(CHAIN), 0.5, MANY);
    expect(edgesOf(routes)).toEqual(["2: 1 < 0", "1: 0 < 2"]);
    expect(nodesOf(routes)).toEqual([
      [2, 1],
      [1, 0],
      [0, 2],
    ]);
    expect(routes.found).toBe(2);
  });

  it("branch where several scores reach the threshold, and have what two branches share once", () => {
    const routes = routesTo(pictureWith(CHAIN), 0.2, MANY);
    // In layer 2 the target takes from 0 and itself; in layer 1 both take from 0.
    expect(edgesOf(routes)).toEqual(["2: 1 < 0", "2: 1 < 1", "1: 0 < 0", "1: 0 < 2", "1: 1 < 0"]);
    expect(nodesOf(routes)).toEqual([
      [2, 1],
      [1, 0],
      [1, 1],
      [0, 0],
      [0, 2],
    ]);
  });

  it("count scores equal to the threshold, also those that are sums of pieces", () => {
    expect(edgesOf(routesTo(pictureWith(CHAIN), 0.7, MANY))).toEqual(["2: 1 < 0", "1: 0 < 2"]);
    const sum = [
      [0.1, 0.2, 0.7],
      [0.1, 0.2, 0.7],
      [0, 0, 1],
    ];
    const words = { words: ["ab", "c"], wordOfToken: [0, 0, 1], target: 2 };
    const other = { ...words, target: 2 };
    // 0.1 + 0.2 is a little more than 0.3, and 0.7 + 0.1 + 0.1 a little less than 0.9.
    const nine = [
      [1, 0, 0],
      [0, 1, 0],
      [0.7 + 0.1, 0.1, 0.1],
    ];
    expect(edgesOf(routesTo(pictureWith([nine], other, "word"), 0.9, MANY))).toEqual(["1: 1 < 0"]);
    expect(edgesOf(routesTo(pictureWith([sum], { ...words, target: 0 }, "word"), 0.3, MANY))).toEqual([
      "1: 0 < 0",
      "1: 0 < 1",
    ]);
  });

  it("are the target alone where no score of its last row reaches the threshold, whatever others do", () => {
    const routes = routesTo(pictureWith(CHAIN), 0.75, MANY);
    expect([routes.edges, routes.found]).toEqual([[], 0]);
    expect(nodesOf(routes)).toEqual([[2, 1]]);
  });

  it("have no edge for a score of 0", () => {
    expect(edgesOf(routesTo(pictureWith(CHAIN), 0, MANY)).filter((edge) => edge.startsWith("2: "))).toEqual([
      "2: 1 < 0",
      "2: 1 < 1",
      "2: 1 < 2",
    ]);
    expect(edgesOf(routesTo(pictureWith(CHAIN), 0, MANY))).not.toContain("1: 1 < 2");
  });

  it("begin at a target that is the first token, or a special one", () => {
    const special = { words: ["t1", "t2"], wordOfToken: [-1, 0, 1], target: 0 };
    expect(edgesOf(routesTo(pictureWith(CHAIN, special), 0.5, MANY))).toEqual(["2: 0 < 0", "1: 0 < 2"]);
    expect(edgesOf(routesTo(pictureWith(CHAIN, { target: 2 }), 0.5, MANY))).toEqual(["2: 2 < 2", "1: 2 < 0"]);
  });

  it("take a target of two pieces as one: what its pieces give is added, what they receive averaged", () => {
    const map = [
      [0.1, 0.2, 0.3, 0.4],
      [0.4, 0.3, 0.1, 0.2],
      [0.2, 0.3, 0.1, 0.4],
      [0.5, 0.25, 0.125, 0.125],
    ];
    const pieces = { words: ["a", "target", "b"], wordOfToken: [0, 1, 1, 2], target: 1 };
    const picture = pictureWith([map, map], pieces, "word");
    const routes = routesTo(picture, 0.35, MANY);
    // Rows 1 and 2: (0.4 + 0.2) / 2 = 0.3 from a, (0.3 + 0.1 + 0.3 + 0.1) / 2 = 0.4 from itself, 0.3 from b.
    expect(routes.edges.map((edge) => [written(edge), Number(edge.score.toFixed(12))])).toEqual([
      ["2: 1 < 1", 0.4],
      ["1: 1 < 1", 0.4],
    ]);
    expect(nodesOf(routesTo(picture, 0.3, MANY)).slice(0, 4)).toEqual([
      [2, 1],
      [1, 0],
      [1, 1],
      [1, 2],
    ]);
  });

  it("lead through scores below 0 whose size reaches the threshold, and keep their signs", () => {
    const signed = pictureWith([
      [
        [1, 0, 0],
        [-0.6, 1.4, 0.2],
        [0, 0, 1],
      ],
    ]);
    expect(routesTo(signed, 0.5, MANY).edges.map(({ giver, score }) => [giver, score])).toEqual([
      [0, -0.6],
      [1, 1.4],
    ]);
  });
});

describe("routes of which there are too many", () => {
  it("are those that a higher threshold would leave", () => {
    const routes = routesTo(pictureWith(CHAIN), 0.1, 4);
    // On their way from the target: 0.7 and 0.7 (of 0.8), then 0.2 thrice.
    expect(routes.found).toBe(10);
    expect(edgesOf(routes)).toEqual(["2: 1 < 0", "2: 1 < 1", "1: 0 < 0", "1: 0 < 2"]);
    expect(routes.edges.map(({ weakest }) => weakest)).toEqual([0.7, 0.2, 0.2, 0.7]);
    expect(edgesOf(routesTo(pictureWith(CHAIN), 0.1, 2))).toEqual(
      edgesOf(routesTo(pictureWith(CHAIN), 0.7, 9)),
    );
  });

  it("still lead to the target where all scores are equal", () => {
    const even = Array.from({ length: 3 }, () => Array.from({ length: 3 }, () => [0.25, 0.25, 0.25]));
    const routes = routesTo(pictureWith(even), 0.1, 5);
    expect(routes.found).toBe(21);
    expect(edgesOf(routes)).toEqual(["3: 1 < 0", "3: 1 < 1", "3: 1 < 2", "2: 0 < 0", "2: 0 < 1"]);
  });
});

describe("a node of the routes", () => {
  const routes = routesTo(pictureWith(CHAIN), 0.2, MANY);

  it("has the routes that go through it, up and down", () => {
    const through = (level: number, unit: number) =>
      [...routesThrough(routes, { level, unit })].map(written).sort();
    expect(through(1, 1)).toEqual(["1: 1 < 0", "2: 1 < 1"]);
    expect(through(0, 2)).toEqual(["1: 0 < 2", "2: 1 < 0"]);
    expect(through(0, 0)).toEqual(["1: 0 < 0", "1: 1 < 0", "2: 1 < 0", "2: 1 < 1"]);
    expect(through(2, 1)).toEqual(edgesOf(routes).sort());
    expect(through(1, 2)).toEqual([]);
  });

  it("tells what it takes and gives, the largest scores first", () => {
    const { takes, gives } = scoresAt(routes, { level: 1, unit: 0 });
    expect(takes.map(({ giver, score }) => [giver, score])).toEqual([
      [2, 0.8],
      [0, 0.2],
    ]);
    expect(gives.map(({ receiver, score }) => [receiver, score])).toEqual([[1, 0.7]]);
  });
});
