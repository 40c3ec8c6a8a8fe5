import type { Evaluation } from "../../api/types.ts";

/** One number that an evaluation gives of each sentence, method and layer. */
export type Measure = Evaluation["measures"][number];

/** A measure together with the id of the evaluation that gives it. */
export type EvaluationMeasure = Measure & { readonly evaluation: string };
