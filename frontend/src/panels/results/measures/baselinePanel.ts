import { get } from "../../../api/client.ts";
import type { FigureTable, Run } from "../../../api/types.ts";
import { h } from "../../../dom/element.ts";
import { percent, points } from "../../../dom/format.ts";
import { errorNotice, loading } from "../../../dom/parts.ts";
import { baselineTable, bestLayers } from "../../../figures/results/baselineTable.ts";
import { follow } from "../../../state/answers.ts";
import { compareRuns } from "../../../state/compareView.ts";
import type { EvaluationMeasure } from "../../../state/results/measures.ts";
import type { Panel } from "../../panel.ts";
import { measureOf, type ResultsContext } from "../resultsContext.ts";

/** What a run is against the baseline by one measure. */
interface Held {
  readonly baseline: Run;
  readonly measure: EvaluationMeasure;
  readonly tables: readonly [FigureTable, FigureTable] | undefined;
}

const lastScores = ({ scoreRunAfter, scoreRunBefore }: Run) => scoreRunAfter ?? scoreRunBefore;

/** The differences to the baseline; undefined where there is none, or this run is it. */
async function read(
  { run, answers, signal }: ResultsContext,
  measure: EvaluationMeasure,
  group: string,
): Promise<Held | undefined> {
  const { run: baseline } = await get("/baseline", { signal });
  if (baseline === null || baseline.id === run.id) {
    return undefined;
  }
  const sides = [lastScores(run), lastScores(baseline)].filter((id) => id !== null);
  const tables = await Promise.all(
    sides.map((scoreRunId) =>
      answers.read("/scores/{scoreRunId}/figures", {
        path: { scoreRunId },
        query: { measure: measure.id, group },
      }),
    ),
  ).catch(() => []);
  const [own, other] = tables;
  return { baseline, measure, tables: own === undefined || other === undefined ? undefined : [own, other] };
}

/** The accuracies of both runs in a sentence. */
export function accuracyWords({ accuracyAfter: own }: Run, { accuracyAfter: held }: Run): string {
  return own === null || held === null
    ? ""
    : `Accuracy after fine-tuning is ${percent(own)}, the baseline's ${percent(held)} (${points(own - held)} points).`;
}

function content(context: ResultsContext, { baseline, measure, tables }: Held): HTMLElement[] {
  const { run, methods } = context;
  const layers = tables === undefined ? [] : bestLayers(...tables);
  const name = h("a", { href: `/runs/${encodeURIComponent(baseline.id)}` }, baseline.name);
  const all = h("a", { href: compareRuns(baseline.id, run.id) }, "Compare all figures");
  const about =
    layers.length === 0
      ? `The baseline has no figures of “${measure.name}” by the same methods.`
      : `${measure.name} of each method in the layer in which this run's mean is largest.`;
  return [
    h("p", {}, accuracyWords(run, baseline)),
    ...(layers.length === 0 ? [] : [h("div", { class: "scroll-x" }, baselineTable(layers, methods))]),
    h("p", { class: "hint" }, `${about} The baseline is `, name, ". ", all, "."),
  ];
}

function mount(host: HTMLElement, context: ResultsContext): void {
  host.hidden = true;
  if (context.readOnly) {
    return;
  }
  const body = h("div", {});
  const title = "Against the baseline";
  host.append(
    h(
      "section",
      { class: "card padded", "aria-label": title },
      h("div", { class: "card-head" }, h("h2", {}, title)),
      body,
    ),
  );
  follow(context.view, context.signal, {
    key: (view) => JSON.stringify([view.measure, view.group]),
    read: async (view) => {
      const measure = measureOf(context, context.evaluation, view);
      return measure === undefined ? undefined : await read(context, measure, view.group);
    },
    show: (held) => {
      host.hidden = held === undefined;
      body.replaceChildren(...(held === undefined ? [] : content(context, held)));
    },
    failed: (error, again) => body.replaceChildren(errorNotice(error, again)),
    busy: () => body.replaceChildren(loading(2)),
  });
}

/** What the run is against the baseline of the server. */
export const panel: Panel<ResultsContext> = {
  title: "Against the baseline",
  order: 85,
  place: "wide",
  mount,
};
