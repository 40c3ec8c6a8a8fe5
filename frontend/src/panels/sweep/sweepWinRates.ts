import { get } from "../../api/client.ts";
import type { WinRates } from "../../api/types.ts";
import { h } from "../../dom/element.ts";
import { figureCard } from "../../figures/figureCard.ts";
import { jointMeansTable, winRateFigure } from "../../figures/sweep/winRateFigures.ts";
import { tableCard } from "../../figures/tableCard.ts";
import { Latest } from "../../state/latest.ts";
import { sweepMetrics } from "../../state/sweeps/sweepMetrics.ts";
import type { SweepContext } from "./sweepContext.ts";

/** Win rates and joint means of the measure that is chosen; hidden while an accuracy is, which belongs to no method. */
export function sweepWinRates(context: SweepContext): HTMLElement {
  const { sweep, view, first, methods, evaluations, signal } = context;
  const chart = figureCard(signal, "win-rates");
  const means = tableCard("win-rates");
  const host = h("div", { class: "sweep-win-rates", hidden: true }, chart.element, means.element);
  const latest = new Latest(signal);
  const chosen = () =>
    sweepMetrics(evaluations, first?.spec.evaluations ?? []).find(({ id }) => id === view.value.metric);
  const show = (rates: WinRates) => {
    const phase = view.value.phase === "before" ? "before" : "after";
    const data = {
      sweep: sweep.value.name,
      rates,
      measureName: chosen()?.name ?? rates.measure,
      phase,
      methods,
    } as const;
    chart.show(winRateFigure(data));
    means.element.hidden = false;
    means.show(jointMeansTable(data));
  };
  const read = () => {
    const metric = chosen();
    host.hidden = metric?.isMeasure !== true || sweep.value.runs.succeeded === 0;
    if (host.hidden || metric === undefined) {
      return;
    }
    const { id, phase } = view.value;
    latest.run(
      (until) =>
        get("/sweeps/{sweepId}/win-rates", {
          path: { sweepId: id },
          query: { measure: metric.id, phase },
          signal: until,
        }),
      show,
      (error) => {
        means.element.hidden = true;
        chart.fail(error, read);
      },
    );
  };
  let shown = "";
  // Runs change every second while a sweep is at work; there are other rates only when one more has succeeded.
  const readNew = () => {
    const wanted = [view.value.metric, view.value.phase, sweep.value.runs.succeeded].join(" ");
    if (wanted !== shown) {
      shown = wanted;
      read();
    }
  };
  view.watch(signal, readNew);
  sweep.changes(signal, readNew);
  return host;
}
