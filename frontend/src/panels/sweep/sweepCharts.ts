import { get } from "../../api/client.ts";
import type { SweepTable } from "../../api/types.ts";
import { controlBar, labelled } from "../../dom/controls.ts";
import { h } from "../../dom/element.ts";
import { segmented, select } from "../../dom/parts.ts";
import { figureCard } from "../../figures/figureCard.ts";
import { cellTable, type SweepData, sweepFigure } from "../../figures/sweep/sweepFigures.ts";
import { tableCard } from "../../figures/tableCard.ts";
import { compareRuns } from "../../state/compareView.ts";
import { Latest } from "../../state/latest.ts";
import { resultsOf } from "../../state/results/resultsView.ts";
import { sweepMetrics } from "../../state/sweeps/sweepMetrics.ts";
import type { SweepContext } from "./sweepContext.ts";

/** The figures of a sweep: what is compared, the table over seeds, and every run as a dot. */
export function sweepCharts(context: SweepContext): HTMLElement[] {
  const { sweep, table, view, go, signal } = context;
  const chart = figureCard(signal, "sweep-chart");
  const cells = tableCard("sweep-chart");
  const latest = new Latest(signal);
  const read = () => {
    const { id, metric, method, phase } = view.value;
    const query = { metric, phase, ...(method === undefined ? {} : { method }) };
    latest.run(
      (until) => get("/sweeps/{sweepId}/table", { path: { sweepId: id }, query, signal: until }),
      (now) => table.set(now),
      (error) => chart.fail(error, read),
    );
  };
  view.watch(signal, read);
  sweep.changes(signal, read);
  const links = h("div", { class: "sweep-links" });
  table.watch(signal, (now) => {
    if (now === undefined) {
      return;
    }
    const data = dataOf(now, context);
    cells.show(cellTable(data));
    if (now.cells.some(({ n }) => n > 0)) {
      chart.show(sweepFigure(data, (run) => go(`/runs/${encodeURIComponent(run)}`)));
    } else {
      chart.empty(data.metricName, "No run of the sweep has this figure yet.");
    }
    links.replaceChildren(...linksOf(now, context));
  });
  return [controls(context), cells.element, links, chart.element];
}

function dataOf(table: SweepTable, { sweep, view, first, methods, evaluations }: SweepContext): SweepData {
  const metric = sweepMetrics(evaluations, first?.spec.evaluations ?? []).find(
    ({ id }) => id === table.metric,
  );
  const id = view.value.method ?? first?.spec.methods[0];
  const method = methods.find((one) => one.id === id)?.name ?? id ?? "";
  const phase = view.value.phase === "after" ? "after" : "before";
  return {
    sweep: sweep.value.name,
    table,
    metricName: metric?.name ?? table.metric,
    note:
      metric?.isMeasure === true
        ? `${method}, ${phase} fine-tuning: mean over all sentences in the layer in which it is ${table.higherIsBetter ? "highest" : "lowest"}.`
        : "Share of test examples whose good word is likelier.",
  };
}

function controls({ view, change, first, methods, evaluations, signal }: SweepContext): HTMLElement {
  const metrics = sweepMetrics(evaluations, first?.spec.evaluations ?? []);
  const metric = select<string>(
    "Figure",
    metrics.map(({ id, name }) => ({ value: id, label: name })),
    view.value.metric,
    (value) => change({ metric: value }),
  );
  const method = select<string>(
    "Method",
    (first?.spec.methods ?? []).map((id) => ({
      value: id,
      label: methods.find((one) => one.id === id)?.name ?? id,
    })),
    view.value.method ?? "",
    (value) => change({ method: value === first?.spec.methods[0] ? undefined : value }),
  );
  const phase = segmented(
    "Phase",
    [
      { value: "before", label: "Before" },
      { value: "after", label: "After" },
    ],
    (value) => change({ phase: value }),
  );
  const ofMeasure = [labelled("Method", method), labelled("Fine-tuning", phase.element)];
  view.watch(signal, (now) => {
    metric.value = now.metric;
    method.value = now.method ?? first?.spec.methods[0] ?? "";
    phase.show(now.phase);
    const isMeasure = metrics.some(({ id, isMeasure: measure }) => measure && id === now.metric);
    for (const control of ofMeasure) {
      control.hidden = !isMeasure;
    }
  });
  return controlBar(labelled("Figure", metric), ...ofMeasure);
}

/** To the comparison of the two best runs, and to the spread over seeds of the best combination. */
function linksOf({ cells, higherIsBetter }: SweepTable, { first }: SweepContext): HTMLElement[] {
  const sign = higherIsBetter ? -1 : 1;
  const ranked = cells
    .flatMap(({ runs }) => runs)
    .flatMap(({ runId, value, state }) => (value === null || state !== "succeeded" ? [] : [{ runId, value }]))
    .sort((one, other) => sign * (one.value - other.value));
  const [best, second] = ranked;
  if (best === undefined) {
    return [];
  }
  const links = [h("a", { href: `/runs/${encodeURIComponent(best.runId)}` }, "The best run")];
  if (second !== undefined) {
    links.push(h("a", { href: compareRuns(best.runId, second.runId) }, "Compare the two best"));
  }
  if (first !== undefined && first.spec.evaluations.length > 0) {
    links.push(h("a", { href: resultsOf(best.runId) }, "Results of the best, with the spread over seeds"));
  }
  return links;
}
