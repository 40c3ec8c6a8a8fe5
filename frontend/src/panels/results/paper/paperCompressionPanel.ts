import { PROBING } from "../../../api/ids.ts";
import type { Probing } from "../../../api/types.ts";
import type { CsvValue } from "../../../charts/exports.ts";
import type { Figure } from "../../../charts/figure.ts";
import { figureCard } from "../../../figures/figureCard.ts";
import type { LegendEntry } from "../../../charts/figureLegend.ts";
import type { LineSeries } from "../../../charts/lineSeries.ts";
import { count } from "../../../dom/format.ts";
import { compressionChart } from "../../../figures/results/compressionChart.ts";
import { modelNames } from "../../../figures/results/loadFigures.ts";
import { ordersNote, probingWarnings, spreadNotes } from "../../../figures/results/probingFigures.ts";
import type { ModelRun, ScoredSide } from "../../../state/results/scoredSides.ts";
import type { Panel } from "../../panel.ts";
import { followCard } from "../followCard.ts";
import { isEvaluated, type ResultsContext } from "../resultsContext.ts";
import { labelNames } from "../probing/probingData.ts";
import { howToMake } from "./linesSection.ts";

const TITLE = "Figure 4: how well the target's number can be decoded from its representation";

interface SideProbing {
  readonly model: ModelRun;
  readonly side: ScoredSide;
  readonly probing: Probing;
}

const SIDES: readonly (readonly [ScoredSide["when"], string, string])[] = [
  ["before", "before fine-tuning", "var(--series-2)"],
  ["after", "after fine-tuning", "var(--series-1)"],
];

function seriesOf({ side, probing }: SideProbing): LineSeries[] {
  const [, name = "", colour = ""] = SIDES.find(([when]) => when === side.when) ?? [];
  const before = side.when === "before";
  const points = (of: "labels" | "control") =>
    probing.layers.map((layer) => ({
      x: layer.layer,
      y: layer[of].compression,
      low: layer[of].low,
      high: layer[of].high,
      n: probing.examples,
      notes: spreadNotes(layer[of]),
    }));
  return [
    { name, colour, symbol: before ? "square" : "circle", points: points("labels") },
    {
      name: `shuffled labels, ${name}`,
      colour: "var(--ink-3)",
      behind: "baseline",
      dashed: before,
      points: points("control"),
    },
  ];
}

function rowsOf(sides: readonly SideProbing[]): CsvValue[][] {
  const names = modelNames([...new Set(sides.map(({ model }) => model))]);
  return [
    ["model", "fine-tuning", "labels", "layer", "compression", "low", "high", "bits"],
    ...sides.flatMap(({ model, side, probing }) =>
      probing.layers.flatMap(({ layer, labels, control }) =>
        (
          [
            ["true", labels],
            ["shuffled", control],
          ] as const
        ).map(([name, code]): CsvValue[] => [
          names.get(model.run.id) ?? "",
          side.when,
          name,
          layer,
          code.compression,
          code.low,
          code.high,
          code.bits,
        ]),
      ),
    ),
  ];
}

const LEGEND: readonly LegendEntry[] = [
  ...SIDES.map(([when, name, colour]): LegendEntry => ({
    name,
    colour,
    symbol: when === "before" ? "square" : "circle",
  })),
  { name: "shuffled labels (dashed: before)", colour: "var(--ink-3)" },
];

function figureOf(sides: readonly SideProbing[], context: ResultsContext): Figure {
  const { run } = context;
  const models = [...new Set(sides.map(({ model }) => model))];
  const names = modelNames(models);
  const probings = sides.map(({ probing }) => probing);
  const n = Math.max(0, ...probings.map(({ examples }) => examples));
  return {
    title: TITLE,
    caption: `Compression of each sentence's ${labelNames(context)} by online coding (uniform code length divided by code length; 1 = nothing can be decoded), n = ${count(n)} sentences, 95 % intervals. ${ordersNote(probings)} Layer 0 is the embedding output. Softmax is applied once, lengths are in bits, and the epoch is selected on held-out data; the published script differs in all three.${probingWarnings(probings)}`,
    legend: LEGEND,
    draw: (width) =>
      compressionChart(
        models.map((model) => ({
          title: models.length > 1 ? names.get(model.run.id) : undefined,
          series: sides.filter((one) => one.model === model).flatMap(seriesOf),
        })),
        width,
        TITLE,
      ),
    rows: () => rowsOf(sides),
    file: `${run.id}-compression`,
  };
}

/** Compression of the target's number by layer. */
export const panel: Panel<ResultsContext> = {
  title: TITLE,
  order: 40,
  place: "wide",
  mount(host, context) {
    const card = figureCard(context.signal, "paper-view");
    host.append(card.element);
    if (!isEvaluated(context, PROBING)) {
      card.empty(TITLE, howToMake(context, PROBING));
      return;
    }
    followCard(card, context, {
      parts: () => [],
      read: ({ models }) =>
        Promise.all(
          models
            .flatMap((model) => model.sides.map((side) => ({ model, side })))
            .map(async ({ model, side }) => {
              const path = { scoreRunId: side.scoreRunId };
              return {
                model,
                side,
                probing: await context.answers.read("/scores/{scoreRunId}/probing", { path }),
              };
            }),
        ),
      show: (sides) => card.show(figureOf(sides, context)),
    });
  },
};
