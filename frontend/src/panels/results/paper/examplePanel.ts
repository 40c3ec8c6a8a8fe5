import type { Example, Maps } from "../../../api/types.ts";
import type { CsvValue } from "../../../charts/exports.ts";
import type { Figure } from "../../../charts/figure.ts";
import { figureCard } from "../../../figures/figureCard.ts";
import { namedMap } from "../../../charts/namedMap.ts";
import { columnsFor, multiples, multipleWidth } from "../../../charts/multiples.ts";
import { type Picture, pictureOf } from "../../../layout/picture.ts";
import { chosenMethodIds, methodName } from "../../../state/results/usualMethods.ts";
import type { Panel } from "../../panel.ts";
import { followCard } from "../followCard.ts";
import { type ResultsContext } from "../resultsContext.ts";

const TITLE = "Figure 7: an example sentence";
/** The number of methods in the figure, and the number of sentences among which the example is chosen. */
const METHODS = 2;
const CANDIDATES = 40;

interface ExampleMaps {
  readonly example: Example;
  readonly maps: readonly Maps[];
}

/** The first sentence that the model answers right, by the first drawn methods that give whole maps. */
async function read(context: ResultsContext, ids: readonly string[]): Promise<ExampleMaps | undefined> {
  const { answers, scoreRuns, methods } = context;
  const scoreRunId = scoreRuns.at(-1)?.id ?? "";
  const query = { correct: true, limit: CANDIDATES };
  const { items } = await answers.read("/scores/{scoreRunId}/examples", { path: { scoreRunId }, query });
  const index = items.find(({ paradigm }) => paradigm === "rpsv")?.index ?? items[0]?.index;
  if (index === undefined) {
    return undefined;
  }
  const path = { scoreRunId, index };
  const mapMethods = ids
    .filter((id) => methods.find((method) => method.id === id)?.kind === "context_mixing")
    .slice(0, METHODS);
  const [example, ...maps] = await Promise.all([
    answers.read("/scores/{scoreRunId}/examples/{index}", { path }),
    ...mapMethods.map((method) =>
      answers.read("/scores/{scoreRunId}/examples/{index}/maps", {
        path,
        query: { method, aggregation: "none" },
      }),
    ),
  ]);
  return { example, maps };
}

/** The layer, from 0, in which the first method gives most to the cues. */
function bestLayer(pictures: readonly Picture[]): number {
  const shares = pictures[0]?.cueShares ?? [];
  return shares.indexOf(Math.max(...shares));
}

function figureOf({ example, maps }: ExampleMaps, { methods, run }: ResultsContext): Figure {
  const pictures = maps.map(({ values }) =>
    pictureOf({ ...example, maps: values }, { level: "piece", hideSpecial: false }),
  );
  const layer = Math.max(0, bestLayer(pictures));
  const name = (place: number) => methodName(methods, maps[place]?.method ?? "");
  return {
    title: TITLE,
    caption: `“${example.sentence}” (${example.good}, not ${example.bad}), after fine-tuning, layer ${layer + 1}: the layer in which ${name(0)} gives the cues the most weight. Row: the token that receives; column: the token that gives; each map has its own scale. This is one sentence that the model gets right, not a typical one.`,
    legend: [],
    draw: (width, theme) => {
      const columns = columnsFor(pictures.length, width, 320);
      const each = multipleWidth(width, columns);
      const charts = pictures.map((picture, place) => namedMap(name(place), picture, layer, each, theme));
      return multiples(charts, columns, TITLE);
    },
    rows: () => [
      ["method", "layer", "receives", "gives", "score"],
      ...maps.flatMap(({ values }, place) =>
        (values[layer] ?? []).flatMap((row, receiver) =>
          row.map((score, giver): CsvValue[] => [
            name(place),
            layer + 1,
            example.tokens[values[layer]?.length === 1 ? example.target : receiver] ?? "",
            example.tokens[giver] ?? "",
            score,
          ]),
        ),
      ),
    ],
    file: `${run.id}-example`,
  };
}

/** Context-mixing maps of one sentence. */
export const panel: Panel<ResultsContext> = {
  title: TITLE,
  order: 80,
  place: "wide",
  mount(host, context) {
    const card = figureCard(context.signal, "paper-view");
    host.append(card.element);
    followCard(card, context, {
      parts: ({ methods }) => [methods],
      read: ({ view }) => read(context, chosenMethodIds(view.methods, context.scored)),
      show: (example) =>
        example === undefined || example.maps.length === 0
          ? card.empty(TITLE, "None of the chosen methods gives maps, or the model gets no sentence right.")
          : card.show(figureOf(example, context)),
    });
  },
};
