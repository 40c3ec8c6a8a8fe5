import { get } from "../api/client.ts";
import type { Aggregation, Example, Maps, ScoreRun } from "../api/types.ts";
import { differenceOf, maximumOf, pictureOf, type Picture } from "../layout/picture.ts";
import type { SentenceView } from "./sentenceView.ts";

/** One sentence with its maps in one score run. */
export interface Loaded {
  readonly scoreRun: ScoreRun;
  readonly example: Example;
  readonly maps: Maps;
}

/** One side of the page: a picture of the maps before or after fine-tuning or of their difference. */
export interface Side {
  readonly scoreRun: ScoreRun;
  readonly example: Example;
  readonly kind: "before" | "after" | "difference";
  readonly picture: Picture;
  /** Per layer the score that the colour scale's end stands for. */
  readonly maxima: readonly number[];
}

/** What the panels draw. */
export interface Shown {
  readonly sides: readonly [Side, ...Side[]];
  /** What was read, before first. */
  readonly loaded: readonly Loaded[];
  /** Whether scores can be negative, as in a difference. */
  readonly signed: boolean;
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

type Drawn = Omit<Side, "maxima">;

/** Before and after each for itself, or after minus before. */
function drawn(loaded: readonly Loaded[], view: SentenceView): Drawn[] {
  const each = loaded.map(({ scoreRun, example, maps }): Drawn => {
    const options = { level: view.level, hideSpecial: view.hideSpecial };
    const picture = pictureOf({ ...example, maps: maps.values }, options);
    return { scoreRun, example, kind: scoreRun.when, picture };
  });
  const [before, after] = each;
  if (view.sides !== "difference" || before === undefined || after === undefined) {
    return each;
  }
  return [{ ...after, kind: "difference", picture: differenceOf(after.picture, before.picture) }];
}

/** What is to be drawn of what was read; undefined when nothing was read. */
export function shownOf(loaded: readonly Loaded[], view: SentenceView): Shown | undefined {
  const shared = view.scale === "shared";
  const each = drawn(loaded, view);
  const overall = maximumOf(each.flatMap(({ picture }) => picture.maps));
  const maxima = ({ maps }: Picture) => maps.map((map) => (shared ? overall : maximumOf([map])));
  const [first, ...others] = each.map((side): Side => ({ ...side, maxima: maxima(side.picture) }));
  const maps = loaded[0]?.maps;
  if (first === undefined || maps === undefined) {
    return undefined;
  }
  return {
    sides: [first, ...others],
    loaded,
    signed: first.kind === "difference",
    method: maps.method,
    aggregation: maps.aggregation,
    layer: Math.min(maps.layers, view.layer ?? maps.layers) - 1,
    names: layerNames(maps, first.scoreRun.layers),
    shared,
  };
}
