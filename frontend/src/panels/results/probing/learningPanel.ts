import { lineChart } from "../../../charts/lineChart.ts";
import type { LinePoint } from "../../../charts/lineSeries.ts";
import type { CsvValue } from "../../../charts/exports.ts";
import type { Figure } from "../../../charts/figure.ts";
import { figureCard } from "../../../figures/figureCard.ts";
import { labelled } from "../../../dom/controls.ts";
import { count, figure, percent } from "../../../dom/format.ts";
import { select } from "../../../dom/parts.ts";
import {
  codePoints,
  learningBands,
  ordersNote,
  probedLayer,
  type ProbedSide,
  probingWarnings,
} from "../../../figures/results/probingFigures.ts";
import type { CodeUnit } from "../../../state/results/probingFields.ts";
import type { Panel } from "../../panel.ts";
import { followCard } from "../followCard.ts";
import { type ResultsContext } from "../resultsContext.ts";
import { figureControls, layersOf, viewSwitch } from "../tabControls.ts";
import { lacksMode, modeNote, readProbing, sidesLegend } from "./probingData.ts";

/** The choice of the probed layer, from the embedding output on. */
function probeControl(context: ResultsContext): HTMLElement {
  const layers = layersOf(context);
  const choices = Array.from({ length: layers + 1 }, (_, layer) => ({
    value: String(layer),
    label: probedLayer(layer),
  }));
  const element = select("Probed layer", choices, String(layers), (value) =>
    context.change({ probe: Number(value) === layers ? undefined : Number(value) }),
  );
  context.view.watch(context.signal, ({ probe }) => (element.value = String(probe ?? layers)));
  return labelled("Probed layer", element);
}

const ends = (point: LinePoint | undefined): CsvValue[] => [
  point?.y ?? null,
  point?.low ?? null,
  point?.high ?? null,
];

/** The figures of one layer as rows. */
export const learningRows = (sides: readonly ProbedSide[], layer: number): CsvValue[][] => [
  [
    "fine-tuning",
    "labels",
    "layer",
    "share",
    "examples in block",
    "bits of block",
    "bits per example",
    "low",
    "high",
    "bits so far",
    "low so far",
    "high so far",
  ],
  ...sides.flatMap(({ when, probing }) =>
    (["labels", "control"] as const).flatMap((labels) => {
      const code = probing.layers.find((one) => one.layer === layer)?.[labels];
      const [each, sum] = code === undefined ? [[], []] : [codePoints(code, "each"), codePoints(code, "sum")];
      return (code?.portions ?? []).map(({ share, examples, bits }, place): CsvValue[] => [
        when,
        labels,
        layer,
        share,
        examples,
        bits,
        ...ends(each[place]),
        ...ends(sum[place]),
      ]);
    }),
  ),
];

/** Shares come from a logarithmic scale and may be a little off. */
function shareText(share: number): string {
  const whole = Math.abs(share * 100 - Math.round(share * 100)) < 1e-6;
  return percent(share, share >= 0.1 || whole ? 0 : 1);
}

const NAMES: Record<CodeUnit, string> = { each: "Bits per example", sum: "Bits so far" };

function learningFigure(sides: readonly ProbedSide[], layer: number, unit: CodeUnit): Omit<Figure, "file"> {
  const examples = sides.at(-1)?.probing.examples ?? 0;
  const probings = sides.map(({ probing }) => probing);
  const shares = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];
  const what =
    unit === "each"
      ? "Bits per example in the block that ends at each share, coded by a probe trained on everything before the block; 1 bit is guessing."
      : "Total number of bits of all blocks up to each share.";
  return {
    title: `Learning curve, ${probedLayer(layer).toLowerCase()}`,
    caption: `${what} n = ${count(examples)} sentences. ${ordersNote(probings)} Bands: 95 % bootstrap intervals over the coded sentences.${probingWarnings(probings)}`,
    legend: sidesLegend(sides, unit === "each"),
    draw: (width) =>
      lineChart(learningBands(sides, layer, unit), {
        width,
        height: width < 560 ? 280 : 320,
        x: {
          name: "Share of the sentences (log scale)",
          format: shareText,
          ticks: width < 420 ? [0.01, 0.1, 1] : shares,
          log: true,
        },
        y: { name: NAMES[unit], format: figure, domain: [0, unit === "each" ? 1 : 0] },
        rule: unit === "each" ? 1 : undefined,
        xInHead: true,
        label: `${NAMES[unit]} by share of the sentences, ${probedLayer(layer).toLowerCase()}. Arrow keys read the points.`,
      }),
    rows: () => learningRows(sides, layer),
  };
}

/** The learning curve of a probe for the labels. */
export const panel: Panel<ResultsContext> = {
  title: "Learning curve",
  order: 20,
  place: "main",
  mount(host, context) {
    const card = figureCard(context.signal, "learning-curves");
    const controls = figureControls(
      "Learning-curve controls",
      probeControl(context),
      viewSwitch(context, "Bits", "unit", [
        { value: "each", label: "Per example" },
        { value: "sum", label: "So far" },
      ]),
    );
    host.append(card.element);
    card.element.querySelector(".card-head")?.after(controls);
    followCard(card, context, {
      parts: ({ mode, probe, unit }) => [mode, probe, unit],
      read: async ({ view }) =>
        lacksMode(card, context, view.mode, "Learning curve") ? undefined : await readProbing(context, view),
      show: (sides, { view: { mode, probe, unit } }) => {
        if (sides !== undefined) {
          const layer = probe ?? layersOf(context);
          const learning = learningFigure(sides, layer, unit);
          const caption = learning.caption + modeNote(mode);
          card.show({ ...learning, caption, file: `${context.run.id}-learning-${layer}-${mode}` });
        }
      },
    });
  },
};
