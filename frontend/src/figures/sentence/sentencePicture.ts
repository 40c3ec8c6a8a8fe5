import { get } from "../../api/client.ts";
import type { Aggregation, Example, Maps, Method, ScoreRun } from "../../api/types.ts";
import { cellExponent } from "../../dom/format.ts";
import {
  asShares,
  differenceOf,
  maximumOf,
  type Picture,
  pictureOf,
  rowAlone,
} from "../../layout/picture.ts";
import type { SentenceView } from "../../state/sentence/sentenceView.ts";

/** One sentence with its maps in one score run. */
export interface SentenceMaps {
  readonly scoreRun: ScoreRun;
  readonly example: Example;
  readonly maps: Maps;
}

/** One side of the page: a picture of the maps before or after fine-tuning or of their difference. */
export interface SidePicture {
  readonly scoreRun: ScoreRun;
  readonly example: Example;
  readonly kind: "before" | "after" | "difference";
  readonly picture: Picture;
  /** Per layer the score that the colour scale's end stands for. */
  readonly maxima: readonly number[];
  /** Per layer what the scores miss of the sum that the method promises; null where it promises none. */
  readonly deltas: readonly number[] | null;
}

/** A method by its id, with the server's description of it. */
export interface NamedMethod {
  readonly method: string;
  readonly info: Method | undefined;
}

/** One sentence as the panels draw it: the pictures of its sides with their common scales and names. */
export interface SentencePicture {
  readonly sides: readonly [SidePicture, ...SidePicture[]];
  /** The maps as they were read, before fine-tuning first. */
  readonly sources: readonly SentenceMaps[];
  /** Whether scores can be negative, because the method is signed or because they are differences. */
  readonly signed: boolean;
  /** Whether scores are differences. */
  readonly difference: boolean;
  /** Whether the maps are whole; false where there is only the target's row. */
  readonly whole: boolean;
  /** Whether special tokens were left out and the rows renormalised. */
  readonly withoutSpecial: boolean;
  readonly method: string;
  /** The method whose shares were taken away, where the picture is of one method minus another. */
  readonly minus: NamedMethod | undefined;
  /** The server's description of the method; undefined where the server no longer has it. */
  readonly info: Method | undefined;
  readonly aggregation: Aggregation;
  /** Per layer the power of ten in which cells are numbered. */
  readonly exponents: readonly number[];
  /** Place of the chosen layer among the maps, from 0. */
  readonly layer: number;
  /** Names of the maps. */
  readonly names: readonly string[];
  readonly oneScale: boolean;
}

/** A method and what is done with its maps. */
export interface MapRequest {
  readonly method: string;
  readonly aggregation: Aggregation;
  /** A single attention head, from 0. */
  readonly head?: number;
}

/** Reads a sentence and its maps by some methods from each score run; one list per method. */
export async function loadMaps(
  scoreRuns: readonly ScoreRun[],
  index: number,
  requests: readonly MapRequest[],
  signal: AbortSignal,
): Promise<SentenceMaps[][]> {
  const perRun = await Promise.all(
    scoreRuns.map(async (scoreRun) => {
      const path = { scoreRunId: scoreRun.id, index };
      const [example, ...maps] = await Promise.all([
        get("/scores/{scoreRunId}/examples/{index}", { path, signal }),
        ...requests.map((query) =>
          get("/scores/{scoreRunId}/examples/{index}/maps", { path, query: { ...query }, signal }),
        ),
      ]);
      return maps.map((read): SentenceMaps => ({ scoreRun, example, maps: read }));
    }),
  );
  return requests.map((_, place) => perRun.flatMap((run) => run[place] ?? []));
}

function layerNames(maps: Maps, layers: number): string[] {
  return maps.aggregation === "last_layer"
    ? [`Layer ${layers}`]
    : Array.from({ length: maps.layers }, (_, layer) => `Layer ${layer + 1}`);
}

type UnscaledPicture = Omit<SidePicture, "maxima">;

/** The pictures of both sides, or the picture of after minus before where the view asks for the difference. */
function sidePictures(sources: readonly SentenceMaps[], view: SentenceView): UnscaledPicture[] {
  const each = sources.map(({ scoreRun, example, maps }): UnscaledPicture => {
    const options = { level: view.level, hideSpecial: view.hideSpecial };
    const picture = pictureOf({ ...example, maps: maps.values }, options);
    return { scoreRun, example, kind: scoreRun.when, picture, deltas: maps.deltas };
  });
  const [before, after] = each;
  if (view.sides !== "difference" || before === undefined || after === undefined) {
    return each;
  }
  return [
    { ...after, kind: "difference", picture: differenceOf(after.picture, before.picture), deltas: null },
  ];
}

/** Whether every row sums to 1. */
const isShares = ({ aggregation }: Maps, info: Method | undefined) =>
  aggregation === "none" || aggregation === "last_layer"
    ? info === undefined || info.range.maximum === 1
    : aggregation !== "rollout_raw";

/** The picture of the maps of one method; undefined where no maps were read. */
export function sentencePicture(
  sources: readonly SentenceMaps[],
  view: SentenceView,
  info?: Method,
): SentencePicture | undefined {
  return assemble(sidePictures(sources, view), sources, view, { info, minus: undefined });
}

const layersOf = ({ maps }: Picture) => maps.length;

/**
 * One method minus another on every side: of whole maps where both have them, else of the target's row. Rows are divided
 * by their absolute sums first, so that shares are compared with shares; undefined when nothing was read.
 */
export function methodDifference(
  first: readonly SentenceMaps[],
  second: readonly SentenceMaps[],
  view: SentenceView,
  infos: { readonly info: Method | undefined; readonly minus: NamedMethod },
): SentencePicture | undefined {
  const [ones, others] = [sidePictures(first, view), sidePictures(second, view)];
  const whole = [...ones, ...others].every(({ picture }) => picture.whole);
  const sides = ones.flatMap((one, place): UnscaledPicture[] => {
    const other = others[place];
    if (other === undefined) {
      return [];
    }
    const layers = Math.min(layersOf(one.picture), layersOf(other.picture));
    const part = ({ picture }: UnscaledPicture) => asShares(whole ? picture : rowAlone(picture), layers);
    return [{ ...one, picture: differenceOf(part(one), part(other)), deltas: null }];
  });
  return assemble(sides, first, view, infos);
}

/** Combines pictures with the scales and names that all panels share. */
function assemble(
  each: readonly UnscaledPicture[],
  sources: readonly SentenceMaps[],
  view: SentenceView,
  { info, minus }: { readonly info: Method | undefined; readonly minus: NamedMethod | undefined },
): SentencePicture | undefined {
  const maps = sources[0]?.maps;
  // Products of maps that do not sum to 1 grow with every layer; on one scale only the last could be seen.
  const oneScale = view.scale === "shared" && (minus !== undefined || maps?.aggregation !== "rollout_raw");
  const overall = maximumOf(each.flatMap(({ picture }) => picture.maps));
  const maxima = ({ maps: own }: Picture) => own.map((map) => (oneScale ? overall : maximumOf([map])));
  const [first, ...others] = each.map((side): SidePicture => ({ ...side, maxima: maxima(side.picture) }));
  if (first === undefined || maps === undefined) {
    return undefined;
  }
  const difference = minus !== undefined || first.kind === "difference";
  const layers = layersOf(first.picture);
  return {
    sides: [first, ...others],
    sources,
    signed: difference || info?.signed === true,
    difference,
    whole: first.picture.whole,
    withoutSpecial: view.hideSpecial,
    method: maps.method,
    minus,
    info,
    aggregation: maps.aggregation,
    exponents: first.maxima.map((_, layer) => {
      const largest = Math.max(...[first, ...others].map((side) => side.maxima[layer] ?? 0));
      return minus !== undefined || view.hideSpecial || isShares(maps, info) ? 0 : cellExponent(largest);
    }),
    layer: Math.min(layers, view.layer ?? layers) - 1,
    names: layerNames(maps, first.scoreRun.layers).slice(-layers),
    oneScale,
  };
}
