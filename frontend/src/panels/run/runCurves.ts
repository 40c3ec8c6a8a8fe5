import { isFinished } from "../../api/events.ts";
import type { Metrics, Run } from "../../api/types.ts";
import { type CursorMemory, withCursor } from "../../charts/chartCursor.ts";
import { downloadMenu } from "../../charts/downloads.ts";
import type { CsvValue } from "../../charts/exports.ts";
import { type Figure, legendIn } from "../../charts/figure.ts";
import { legendList } from "../../charts/figureLegend.ts";
import { paperParts } from "../../charts/figurePicture.ts";
import { lineChart } from "../../charts/lineChart.ts";
import { isNumber, type LineAxis, type LineSeries } from "../../charts/lineSeries.ts";
import { h } from "../../dom/element.ts";
import { whenResized } from "../../dom/responsive.ts";
import { chartHelp, type ChartTopic } from "../../help/helpLink.ts";
import { runLine } from "../../state/run/runLabel.ts";
import { theme } from "../../state/theme.ts";
import type { Panel } from "../panel.ts";
import type { RunContext } from "./runContext.ts";

/** The parts of a panel of curves that differ from panel to panel. */
export interface CurvePanel {
  readonly title: string;
  /** What the lines are, in the caption of a picture that is saved. */
  readonly caption: string;
  readonly order: number;
  readonly file: string;
  readonly topic: ChartTopic;
  readonly x: LineAxis;
  readonly y: LineAxis;
  readonly waiting: string;
  series(metrics: Metrics, run: Run): LineSeries[];
  /** Whether a run has such curves at all; where this is left out, each has. */
  has?(run: Run): boolean;
  /** The range that the x axis covers at least. */
  span(run: Run): readonly [number, number];
  rows(metrics: Metrics): CsvValue[][];
}

const HEIGHT = 240;

/** What the chart says to those who do not see it: where each line ends. */
function spoken(series: readonly LineSeries[], { x, y }: CurvePanel): string {
  const ends = series.flatMap(({ name, points, behind }) => {
    const last = points.findLast((point) => isNumber(point.y));
    return last === undefined || last.y === null || behind !== undefined
      ? []
      : [`${name} ${y.format(last.y)} at ${x.format(last.x)}`];
  });
  return `${y.name} over ${x.name}. ${ends.join(", ")}. Arrow keys read the points.`;
}

/** What is drawn of a run: the same on its page and in pictures that are saved. */
function figureOf(spec: CurvePanel, metrics: Metrics, run: Run): Figure {
  const series = spec.series(metrics, run);
  return {
    title: spec.title,
    caption: `${spec.caption} ${runLine(run)}.`,
    legend: series.map(({ name, colour, dashed, symbol = "circle", behind }) => ({
      name,
      colour,
      dashed,
      symbol: symbol === "none" || behind !== undefined ? undefined : symbol,
    })),
    draw: (width) =>
      lineChart(series, {
        width,
        height: HEIGHT,
        x: { ...spec.x, domain: spec.span(run) },
        y: spec.y,
        label: spoken(series, spec),
        crosshair: true,
      }),
    rows: () => spec.rows(metrics),
    file: `${run.id}-${spec.file}`,
  };
}

/** Puts a chart in the place of another, and keeps the keyboard there. */
function replaceChart(body: HTMLElement, chart: HTMLElement): void {
  const focused = body.contains(document.activeElement);
  body.replaceChildren(chart);
  if (focused) {
    body.querySelector<SVGElement>("[tabindex='0']")?.focus({ preventScroll: true });
  }
}

/** Draws curves of a run and redraws them, at most once a frame, as they grow. */
function mountCurves(spec: CurvePanel, host: HTMLElement, { run, metrics, signal }: RunContext): void {
  const body = h("div", { class: "curve-body" });
  const legend = h("div");
  const figureNow = () => figureOf(spec, metrics.value, run.value);
  const menu = downloadMenu({
    name: () => figureNow().file,
    picture: () => paperParts(figureNow()),
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
  const memory: CursorMemory = { datum: undefined };
  let width = 0;
  let frame = 0;
  const draw = () => {
    frame = 0;
    const figure = figureNow();
    const empty = spec.series(metrics.value, run.value).every(({ points }) => points.length === 0);
    menu.hidden = empty;
    legend.replaceChildren(...(empty ? [] : [legendList(legendIn(figure, theme.value))]));
    if (empty) {
      const text = isFinished(run.value) ? "Nothing was recorded." : spec.waiting;
      body.replaceChildren(h("p", { class: "curve-empty" }, text));
    } else if (width > 0) {
      replaceChart(body, withCursor(figure.draw(width, theme.value), { memory }));
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
}

/** A panel of curves of a run; it is hidden where the run has none of them. */
export function curvePanel(spec: CurvePanel): Panel<RunContext> {
  return {
    title: spec.title,
    order: spec.order,
    place: "main",
    mount(host, context) {
      host.hidden = spec.has?.(context.run.value) === false;
      if (!host.hidden) {
        mountCurves(spec, host, context);
      }
    },
  };
}
