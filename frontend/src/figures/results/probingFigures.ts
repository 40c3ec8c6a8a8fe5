import type { Code, Probing, ProbingCorrelations, ScoreRun } from "../../api/types.ts";
import type { LineSeries, LinePoint } from "../../charts/lineSeries.ts";
import type { CodeUnit } from "../../state/results/probingFields.ts";

/** The input of the charts of the probing tab, made from the interface's answers. */

/** The probing of one side. */
export interface ProbedSide {
  readonly when: ScoreRun["when"];
  readonly probing: Probing;
}

const SIDE_NAMES: Record<ScoreRun["when"], string> = {
  before: "before fine-tuning",
  after: "after fine-tuning",
};

/** The colour of a side, in every chart that has both. */
export const SIDE_COLOURS: Record<ScoreRun["when"], string> = {
  before: "var(--series-2)",
  after: "var(--series-1)",
};

/** The name of a probed layer; layer 0 is the embedding output. */
export const probedLayer = (layer: number): string => (layer === 0 ? "Embeddings" : `Layer ${layer}`);

type CodeName = "labels" | "control";

function codeName(when: ScoreRun["when"], code: CodeName, several: boolean): string {
  const side = several ? `, ${SIDE_NAMES[when]}` : "";
  return code === "labels" ? `Number of the target${side}` : `Shuffled labels (control)${side}`;
}

function look(side: ProbedSide, code: CodeName): Pick<LineSeries, "colour" | "dashed" | "hollow"> {
  return {
    colour: SIDE_COLOURS[side.when],
    dashed: code === "control",
    hollow: code === "control",
  };
}

const bothOf = (
  sides: readonly ProbedSide[],
  band: (side: ProbedSide, code: CodeName) => LineSeries,
): LineSeries[] => sides.flatMap((side) => (["labels", "control"] as const).map((code) => band(side, code)));

/** Compression by layer, with the shuffled control. */
export function compressionBands(sides: readonly ProbedSide[]): LineSeries[] {
  return bothOf(sides, (side, code) => ({
    name: codeName(side.when, code, sides.length > 1),
    ...look(side, code),
    points: side.probing.layers.map((layer) => {
      const { compression, low, high } = layer[code];
      return { x: layer.layer, y: compression, low, high };
    }),
  }));
}

/** The learning curve of one code, point by point at the share where a block ends. */
export function codePoints({ portions }: Code, unit: CodeUnit): LinePoint[] {
  let sum = 0;
  return portions.map(({ share, examples, bits, low, high, sumLow, sumHigh }) => {
    sum += bits;
    if (unit === "sum") {
      return { x: share, y: sum, low: sumLow, high: sumHigh };
    }
    return examples > 0
      ? { x: share, y: bits / examples, low: low / examples, high: high / examples }
      : { x: share, y: null };
  });
}

/** The learning curves of a layer's probe, with the control. */
export function learningBands(sides: readonly ProbedSide[], layer: number, unit: CodeUnit): LineSeries[] {
  return bothOf(sides, (side, code) => {
    const ownLayer = side.probing.layers.find((one) => one.layer === layer);
    return {
      name: codeName(side.when, code, sides.length > 1),
      ...look(side, code),
      points: ownLayer === undefined ? [] : codePoints(ownLayer[code], unit),
    };
  });
}

/** One method of the scatter of alignment against compression: a dot per layer, from 1. */
export interface LayerDots {
  readonly method: string;
  readonly dots: readonly {
    readonly layer: number;
    readonly alignment: number;
    readonly compression: number;
  }[];
}

type CorrelationView = ProbingCorrelations["views"][number];

/** The dots of a view, those layers left out in which its alignment is not defined. */
export function layerDots({ method, alignment, compression }: CorrelationView): LayerDots {
  const dots = alignment.flatMap((value, place) => {
    const other = compression[place];
    return value === null || other === undefined
      ? []
      : [{ layer: place + 1, alignment: value, compression: other }];
  });
  return { method, dots };
}

/** The views of one aggregation by their correlation, the highest first; those without one come last. */
export function sortedViews(
  { views }: ProbingCorrelations,
  aggregation: string,
  by: "spearman" | "pearson",
): CorrelationView[] {
  const value = (view: CorrelationView) => view[by].value ?? -2;
  return views
    .filter((view) => view.aggregation === aggregation)
    .sort((one, other) => value(other) - value(one));
}
