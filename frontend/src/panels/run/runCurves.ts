import { isFinished } from "../../api/events.ts";
import type { Metrics, Run } from "../../api/types.ts";
import { curveLegend, type CurveOptions, curvesChart, type Series } from "../../charts/curves.ts";
import { downloadMenu } from "../../charts/downloads.ts";
import type { CsvValue } from "../../charts/exports.ts";
import { h } from "../../dom/element.ts";
import { whenResized } from "../../dom/responsive.ts";
import { chartHelp, type ChartTopic } from "../../help/helpLink.ts";
import type { Panel } from "../panel.ts";
import type { RunContext } from "./runContext.ts";

/** The parts of a panel of curves that differ from panel to panel. */
export interface CurvePanel {
  readonly title: string;
  readonly order: number;
  readonly file: string;
  readonly topic: ChartTopic;
  readonly options: Omit<CurveOptions, "width" | "height" | "xDomain">;
  readonly waiting: string;
  series(metrics: Metrics, run: Run): Series[];
  /** The range that the x axis covers at least. */
  span(run: Run): readonly [number, number];
  rows(metrics: Metrics): CsvValue[][];
}

const HEIGHT = 240;

/** A panel that draws curves of a run and redraws them, at most once a frame, as they grow. */
export function curvePanel(spec: CurvePanel): Panel<RunContext> {
  return {
    title: spec.title,
    order: spec.order,
    place: "main",
    mount(host, { run, metrics, signal }) {
      const body = h("div", { class: "curve-body" });
      const legend = h("div");
      const menu = downloadMenu({
        name: () => `${run.value.id}-${spec.file}`,
        picture: () => body.querySelector<SVGSVGElement>("svg.curves-chart") ?? undefined,
        rows: () => spec.rows(metrics.value),
      });
      host.append(
        h(
          "div",
          { class: "card-head" },
          h("h2", {}, spec.title),
          h("div", { class: "head-tools" }, legend, menu, chartHelp(spec.topic)),
        ),
        body,
      );
      let width = 0;
      let frame = 0;
      const draw = () => {
        frame = 0;
        const series = spec.series(metrics.value, run.value);
        const empty = series.every(({ points }) => points.length === 0);
        menu.hidden = empty;
        legend.replaceChildren(...(empty ? [] : [curveLegend(series)]));
        if (empty) {
          const text = isFinished(run.value) ? "Nothing was recorded." : spec.waiting;
          body.replaceChildren(h("p", { class: "curve-empty" }, text));
        } else if (width > 0) {
          body.replaceChildren(
            curvesChart(series, { ...spec.options, width, height: HEIGHT, xDomain: spec.span(run.value) }),
          );
        }
      };
      const soon = () => {
        frame ||= requestAnimationFrame(draw);
      };
      whenResized(body, signal, (now) => {
        width = now;
        soon();
      });
      metrics.watch(signal, soon);
      let stateKey = "";
      run.watch(signal, (now) => {
        const state = `${now.state} ${now.accuracyBefore ?? ""} ${now.accuracyAfter ?? ""}`;
        if (state !== stateKey) {
          stateKey = state;
          soon();
        }
      });
      signal.addEventListener("abort", () => cancelAnimationFrame(frame));
    },
  };
}
