import type { Code, Probing, ProbingCorrelations, ScoreRun } from "../../api/types.ts";
import type { LineSeries, LinePoint } from "../../charts/lineSeries.ts";
import { figure } from "../../dom/format.ts";
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

/** A control below this compression is worth a warning; it would be 1 without any cost of learning. */
const COSTLY_CONTROL = 0.98;

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

/** How compression spreads over orders, as a line of a point's tip. */
export function spreadNotes({ compressions, deviation }: Code): string[] {
  return deviation === null
    ? []
    : [
        `${compressions.length} orders: ${figure(Math.min(...compressions))} to ${figure(Math.max(...compressions))}, standard deviation ${figure(deviation)}`,
      ];
}

/** Compression by layer in each single order, as thin lines behind the means. */
function orderLines(side: ProbedSide): LineSeries[] {
  const orders = Math.max(0, ...side.probing.layers.map(({ labels }) => labels.compressions.length));
  return Array.from({ length: orders < 2 ? 0 : orders }, (_, order) => ({
    name: `Order ${order + 1}, ${SIDE_NAMES[side.when]}`,
    colour: SIDE_COLOURS[side.when],
    symbol: "none",
    behind: "unsmoothed",
    points: side.probing.layers.map(({ layer, labels }) => ({
      x: layer,
      y: labels.compressions[order] ?? null,
    })),
  }));
}

/** Compression by layer, with the shuffled control and every order by itself. */
export function compressionBands(sides: readonly ProbedSide[]): LineSeries[] {
  const means = bothOf(sides, (side, code) => ({
    name: codeName(side.when, code, sides.length > 1),
    ...look(side, code),
    points: side.probing.layers.map((layer) => {
      const { compression, low, high } = layer[code];
      return { x: layer.layer, y: compression, low, high, notes: spreadNotes(layer[code]) };
    }),
  }));
  return [...sides.flatMap(orderLines), ...means];
}

/** The sentence of a caption about the orders of the sentences. */
export function ordersNote(probings: readonly Probing[]): string {
  const orders = Math.max(
    0,
    ...probings.flatMap(({ layers }) => layers.map(({ labels }) => labels.compressions.length)),
  );
  return orders < 2
    ? "One random order of the sentences; the intervals do not know how much another order would change."
    : `Means over ${orders} random orders of the sentences, which the intervals draw as well.`;
}

/** The sentences of a caption about what cannot be read as it stands: a control that costs more than guessing, labels that are all alike. */
export function probingWarnings(probings: readonly Probing[]): string {
  const codes = probings.flatMap(({ layers }) => layers);
  if (codes.some(({ labels }) => labels.compression === null)) {
    return " Undefined: all sentences have the same number, so there is nothing to decode.";
  }
  const controls = codes.flatMap(({ control }) =>
    control.compression === null ? [] : [control.compression],
  );
  const least = Math.min(...controls);
  return least < COSTLY_CONTROL
    ? ` The control costs more than guessing (compression ${figure(least)} to ${figure(Math.max(...controls))}, where 1 is guessing): with so few sentences the probe learns chance patterns, and the compression of the true labels is too low by about as much.`
    : "";
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
    return value === null || other === undefined || other === null
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
