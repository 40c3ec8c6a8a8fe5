import type { Example, Maps } from "../../api/types.ts";
import { differenceOf, maximumOf, type Picture, pictureOf } from "../../layout/picture.ts";
import type { Answers } from "../../state/answers.ts";
import type { CompareItem } from "../../state/compareView.ts";

/** One sentence with its maps by one item. */
export interface ItemMaps {
  readonly example: Example;
  readonly maps: Maps;
}

/** The maps of a sentence by one item minus those by another. */
export interface SubtractedMaps {
  readonly picture: Picture;
  readonly example: Example;
  /** Per layer the largest difference without its sign. */
  readonly maxima: readonly number[];
}

/** Subtracted maps, or why there is no such thing. */
export type MapDifference = SubtractedMaps | { readonly reason: string };

const read = async (answers: Answers, item: CompareItem, index: number): Promise<ItemMaps> => {
  const { scoreRunId, method, aggregation } = item;
  const path = { scoreRunId, index };
  const [example, maps] = await Promise.all([
    answers.read("/scores/{scoreRunId}/examples/{index}", { path }),
    answers.read("/scores/{scoreRunId}/examples/{index}/maps", { path, query: { method, aggregation } }),
  ]);
  return { example, maps };
};

/** Reads the same sentence by two items; the second is undefined where its score run does not have it. */
export async function readPair(
  answers: Answers,
  first: CompareItem,
  second: CompareItem,
  index: number,
): Promise<[ItemMaps, ItemMaps | undefined]> {
  const one = await read(answers, first, index);
  if (first.scoreRunId === second.scoreRunId) {
    return [one, await read(answers, second, index)];
  }
  const { id, words } = one.example;
  const search = words.slice(0, 3).join(" ");
  const { items } = await answers.read("/scores/{scoreRunId}/examples", {
    path: { scoreRunId: second.scoreRunId },
    query: { search, limit: 1000 },
  });
  const place = items.find((item) => item.id === id)?.index;
  return [one, place === undefined ? undefined : await read(answers, second, place)];
}

/** The second's maps minus the first's; only where both have the same tokens and whole maps. */
export function mapDifference(first: ItemMaps, second: ItemMaps | undefined): MapDifference {
  if (second === undefined) {
    return { reason: "The other item does not have this sentence." };
  }
  const tokens = [first, second].map(({ example }) => example.tokens.join(" "));
  if (tokens[0] !== tokens[1]) {
    return {
      reason: "The two models split this sentence into different tokens, so their maps cannot be subtracted.",
    };
  }
  const options = { level: "piece", hideSpecial: false } as const;
  const [one, other] = [first, second].map(({ example, maps }) =>
    pictureOf({ ...example, maps: maps.values }, options),
  );
  if (one === undefined || other === undefined || !one.whole || !other.whole) {
    return { reason: "Only the target's row of each map is stored, not the whole map." };
  }
  if (one.maps.length !== other.maps.length) {
    return {
      reason: `One item has ${one.maps.length} maps and the other has ${other.maps.length}; their layers do not match.`,
    };
  }
  const picture = differenceOf(other, one);
  return { picture, example: second.example, maxima: picture.maps.map((map) => maximumOf([map])) };
}
