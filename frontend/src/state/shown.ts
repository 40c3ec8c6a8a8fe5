import { get } from "../api/client.ts";
import type { Aggregation, Example, Maps, ScoreRun } from "../api/types.ts";
import { maximumOf, pictureOf, type Picture } from "../layout/picture.ts";
import type { SentenceView } from "./sentenceView.ts";

/** One sentence with its maps in one score run. */
export interface Loaded {
  readonly scoreRun: ScoreRun;
  readonly example: Example;
  readonly maps: Maps;
}

/** One side of the page: a picture of the maps before or after fine-tuning, with its colour scale's ends. */
export interface Side {
  readonly scoreRun: ScoreRun;
  readonly example: Example;
  readonly picture: Picture;
  /** Per layer the score that the colour scale's end stands for. */
  readonly maxima: readonly number[];
}

/** What the panels draw. */
export interface Shown {
  readonly sides: readonly [Side, ...Side[]];
  readonly method: string;
  readonly aggregation: Aggregation;
  /** Place of the chosen layer among the maps, from 0. */
  readonly layer: number;
  /** Names of the maps. */
  readonly names: readonly string[];
  readonly shared: boolean;
}

/** Reads a sentence and its maps from each score run. */
export async function loadSides(
  scoreRuns: readonly ScoreRun[],
  index: number,
  method: string,
  aggregation: Aggregation,
  signal: AbortSignal,
): Promise<Loaded[]> {
  return await Promise.all(
    scoreRuns.map(async (scoreRun) => {
      const path = { scoreRunId: scoreRun.id, index };
      const [example, maps] = await Promise.all([
        get("/scores/{scoreRunId}/examples/{index}", { path, signal }),
        get("/scores/{scoreRunId}/examples/{index}/maps", { path, query: { method, aggregation }, signal }),
      ]);
      return { scoreRun, example, maps };
    }),
  );
}

function layerNames(maps: Maps, layers: number): string[] {
  return maps.aggregation === "last_layer"
    ? [`Layer ${layers}`]
    : Array.from({ length: maps.layers }, (_, layer) => `Layer ${layer + 1}`);
}

/** What is to be drawn of what was read; undefined when nothing was read. */
export function shownOf(loaded: readonly Loaded[], view: SentenceView): Shown | undefined {
  const pictures = loaded.map(({ example, maps }) =>
    pictureOf({ ...example, maps: maps.values }, { level: view.level, hideSpecial: view.hideSpecial }),
  );
  const shared = view.scale === "shared";
  const overall = maximumOf(pictures.flatMap((picture) => picture.maps));
  const sides = loaded.flatMap(({ scoreRun, example }, place): Side[] => {
    const picture = pictures[place];
    if (picture === undefined) {
      return [];
    }
    return [
      {
        scoreRun,
        example,
        picture,
        maxima: picture.maps.map((map) => (shared ? overall : maximumOf([map]))),
      },
    ];
  });
  const [first, ...others] = sides;
  const maps = loaded[0]?.maps;
  if (first === undefined || maps === undefined) {
    return undefined;
  }
  const last = maps.layers - 1;
  return {
    sides: [first, ...others],
    method: maps.method,
    aggregation: maps.aggregation,
    layer: Math.min(last, (view.layer ?? maps.layers) - 1),
    names: layerNames(maps, first.scoreRun.layers),
    shared,
  };
}
