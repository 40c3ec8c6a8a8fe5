import { get } from "../../api/client.ts";
import { RequestError } from "../../api/problem.ts";
import type { Evaluation, ExampleEvaluation, ScoreRun } from "../../api/types.ts";
import type { CsvValue } from "../../charts/exports.ts";
import { isHead, methodOfHead } from "../../state/sentence/heads.ts";
import type { MapRequest } from "./sentencePicture.ts";

/** The evaluations of one sentence, before and after fine-tuning. */

/** One side of a sentence; null where its score run is not evaluated. */
export interface EvaluatedSide {
  readonly scoreRun: ScoreRun;
  readonly evaluation: ExampleEvaluation | null;
}

/** A sentence under one method and aggregation. */
export interface EvaluatedSentence extends MapRequest {
  readonly index: number;
  readonly sides: readonly EvaluatedSide[];
  /** All evaluations that the server knows, for names and ranges of measures. */
  readonly evaluations: readonly Evaluation[];
}

/** A measure as the sentence page shows it. */
export interface MeasureLine {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly higherIsBetter: boolean;
  readonly minimum: number;
  readonly maximum: number;
  readonly sides: readonly {
    readonly scoreRun: ScoreRun;
    /** By layer; null where undefined. */
    readonly values: readonly (number | null)[];
  }[];
}

/** The measures of one evaluation. */
export interface MeasureGroup {
  readonly id: string;
  readonly name: string;
  readonly lines: readonly MeasureLine[];
}

async function sideOf(
  scoreRun: ScoreRun,
  index: number,
  request: MapRequest,
  signal: AbortSignal,
): Promise<EvaluatedSide> {
  const head = isHead(request.method);
  try {
    const evaluation = await get("/scores/{scoreRunId}/examples/{index}/evaluation", {
      path: { scoreRunId: scoreRun.id, index },
      query: head ? { ...request, method: methodOfHead(request.method) } : { ...request },
      signal,
    });
    return { scoreRun, evaluation: head ? { ...evaluation, measures: [] } : evaluation };
  } catch (error) {
    if (error instanceof RequestError && error.status === 404) {
      return { scoreRun, evaluation: null };
    }
    throw error;
  }
}

/** Reads what the evaluations say of a sentence in each score run. */
export async function loadEvaluated(
  scoreRuns: readonly ScoreRun[],
  index: number,
  request: MapRequest,
  signal: AbortSignal,
): Promise<EvaluatedSentence> {
  const [evaluations, sides] = await Promise.all([
    get("/evaluations", { signal }),
    Promise.all(scoreRuns.map((scoreRun) => sideOf(scoreRun, index, request, signal))),
  ]);
  return { ...request, index, sides, evaluations };
}

/** The measures that are there, by evaluation in the order of menus; evaluations without any are left out. */
export function measureGroups({
  sides,
  evaluations,
}: Pick<EvaluatedSentence, "sides" | "evaluations">): MeasureGroup[] {
  const groups = evaluations.map(({ id, name, measures }): MeasureGroup => {
    const lines = measures.flatMap((measure): MeasureLine[] => {
      const ownSides = sides.flatMap(({ scoreRun, evaluation }) => {
        const values = evaluation?.measures.find((one) => one.measure === measure.id)?.values;
        return values === undefined ? [] : [{ scoreRun, values }];
      });
      return ownSides.length === 0 ? [] : [{ ...measure, sides: ownSides }];
    });
    return { id, name, lines };
  });
  return groups.filter(({ lines }) => lines.length > 0);
}

/** A sentence for the reader about what is missing and why; empty where nothing is missing. */
export function missingNote({ method, sides }: Pick<EvaluatedSentence, "method" | "sides">): string {
  if (isHead(method)) {
    return "Single heads are not evaluated; only all heads together are.";
  }
  const stored = sides.flatMap(({ evaluation }) => evaluation ?? []);
  if (stored.every(({ measures, blankOut }) => measures.length === 0 && blankOut === null)) {
    return "No evaluation is stored for this score run. Run it again with evaluations to see them here.";
  }
  const left = stored.length < sides.length ? ["One of the two sides has not been evaluated."] : [];
  const curves = stored.some(({ deletion }) => !deletion)
    ? [
        "Comprehensiveness and sufficiency are computed for a sample of the sentences, which does not include this one.",
      ]
    : [];
  return [...left, ...curves].join(" ");
}

/** The measures as rows of a file. */
export function measureRows(sentence: EvaluatedSentence): CsvValue[][] {
  const rows: CsvValue[][] = [["score run", "side", "method", "aggregation", "measure", "layer", "value"]];
  for (const { lines } of measureGroups(sentence)) {
    for (const line of lines) {
      for (const { scoreRun, values } of line.sides) {
        const names = [scoreRun.id, scoreRun.when, sentence.method, sentence.aggregation, line.id];
        const place = sentence.aggregation === "last_layer" ? scoreRun.layers : 1;
        rows.push(...values.map((value, layer) => [...names, layer + place, value]));
      }
    }
  }
  return rows;
}
