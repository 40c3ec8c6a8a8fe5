import { type Field, optionalText, word } from "../fields.ts";
import { wholeNumber } from "../page.ts";

/** A point of a chart whose sentences are listed. */
export interface ChartPoint {
  readonly scoreRunId: string;
  readonly method: string;
  /** From 1. */
  readonly layer: number;
}

/** A point as its score run, method and layer with commas between them. */
const chartPoint = (key: string): Field<ChartPoint | undefined> => ({
  key,
  usual: undefined,
  parse: (text) => {
    const [scoreRunId = "", method = "", layer, ...rest] = text.split(",");
    const place = wholeNumber(layer, 1);
    return scoreRunId === "" || method === "" || place === undefined || rest.length > 0
      ? undefined
      : { scoreRunId, method, layer: place };
  },
  write: (point) =>
    point === undefined ? undefined : [point.scoreRunId, point.method, point.layer].join(","),
});

/** The fields of the list of a point's sentences. */
export const SENTENCE_FIELDS = {
  point: chartPoint("pick"),
  order: word("order", ["best", "worst"]),
  /** The method that the point's is held against, sentence by sentence; undefined for none. */
  rival: optionalText("rival"),
} as const;
