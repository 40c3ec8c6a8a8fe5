import { lineChart } from "../../../charts/lineChart.ts";
import type { CsvValue } from "../../../charts/exports.ts";
import { figureCard } from "../../../figures/figureCard.ts";
import { count, figure } from "../../../dom/format.ts";
import {
  compressionBands,
  ordersNote,
  probedLayer,
  type ProbedSide,
  probingWarnings,
} from "../../../figures/results/probingFigures.ts";
import type { Panel } from "../../panel.ts";
import { followCard } from "../followCard.ts";
import { type ResultsContext } from "../resultsContext.ts";
import { labelNames, lacksMode, modeNote, readProbing, sidesLegend } from "./probingData.ts";

const TITLE = "Compression by layer";

/** The figures as rows. */
export const compressionRows = (sides: readonly ProbedSide[]): CsvValue[][] => [
  [
    "fine-tuning",
    "labels",
    "layer",
    "compression",
    "low",
    "high",
    "bits",
    "uniform bits",
    "n",
    "orders",
    "deviation over orders",
  ],
  ...sides.flatMap(({ when, probing }) =>
    (["labels", "control"] as const).flatMap((code) =>
      probing.layers.map((layer): CsvValue[] => {
        const { compression, low, high, bits, compressions, deviation } = layer[code];
        const { uniformBits, examples } = probing;
        const orders = Math.max(1, compressions.length);
        return [
          when,
          code,
          layer.layer,
          compression,
          low,
          high,
          bits,
          uniformBits,
          examples,
          orders,
          deviation,
        ];
      }),
    ),
  ),
];

/** The compression of the labels by layer, with the control of shuffled labels. */
export const panel: Panel<ResultsContext> = {
  title: TITLE,
  order: 10,
  place: "main",
  mount(host, context) {
    const card = figureCard(context.signal, "compression-lines");
    host.append(card.element);
    followCard(card, context, {
      parts: ({ mode }) => [mode],
      read: async ({ view }) =>
        lacksMode(card, context, view.mode, TITLE) ? undefined : await readProbing(context, view),
      show: (sides, { view: { mode } }) => {
        if (sides === undefined) {
          return;
        }
        const layers = sides.at(-1)?.probing.layers.map(({ layer }) => layer) ?? [];
        const examples = sides.at(-1)?.probing.examples ?? 0;
        const probings = sides.map(({ probing }) => probing);
        card.show({
          title: TITLE,
          caption: `Uniform code length divided by the online code length of each sentence's ${labelNames(context)}, n = ${count(examples)} sentences; 1 is no better than guessing. Layer 0 is the embedding output. ${ordersNote(probings)} Bands: 95 % bootstrap intervals; thin lines: single orders.${probingWarnings(probings)}${modeNote(mode)}`,
          legend: sidesLegend(sides, true),
          draw: (width) =>
            lineChart(compressionBands(sides), {
              width,
              height: width < 560 ? 280 : 320,
              x: { name: "Layer", format: String },
              y: { name: "Compression (times)", format: figure, domain: [1, 1] },
              rule: 1,
              xInHead: true,
              label: `Compression from ${probedLayer(layers[0] ?? 0).toLowerCase()} to layer ${layers.at(-1) ?? 0}. Arrow keys read the points.`,
            }),
          rows: () => compressionRows(sides),
          file: `${context.run.id}-compression-${mode}`,
        });
      },
    });
  },
};
