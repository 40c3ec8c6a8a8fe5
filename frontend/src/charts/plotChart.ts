import * as Plot from "@observablehq/plot";

/** A chart made with Observable Plot, in the pages' own type and colours. */
export interface PlotChart {
  readonly chart: SVGSVGElement;
  /** Where a value lies along an axis, in pixels of the chart. */
  readonly at: (scale: "x" | "y", value: number | string) => number;
}

export interface PlotChartOptions extends Plot.PlotOptions {
  readonly width: number;
  readonly height: number;
  /** What the chart says to those who do not see it. */
  readonly label: string;
}

/** Horizontal rules behind the marks. */
export const gridAcross = (ticks?: number): Plot.Markish =>
  Plot.gridY({ stroke: "var(--line)", strokeOpacity: 1, ...(ticks === undefined ? {} : { ticks }) });

/** Vertical rules behind the marks, where the axis is labelled unless told otherwise. */
export const gridDown = (ticks?: readonly number[]): Plot.Markish =>
  Plot.gridX({
    stroke: "var(--line)",
    strokeOpacity: 1,
    ...(ticks === undefined ? {} : { ticks: [...ticks] }),
  });

/** Draws the marks. Axes get their names from `x.label` and `y.label`, without arrows. */
export function plotChart({ label, ...options }: PlotChartOptions): PlotChart {
  const chart = Plot.plot({
    ...options,
    figure: false,
    ariaLabel: label,
    className: "plotted",
    style: {
      fontFamily: "var(--font)",
      fontSize: "12px",
      color: "var(--ink-2)",
      background: "none",
      overflow: "visible",
    },
    x: { labelArrow: "none", ...options.x },
    y: { labelArrow: "none", ...options.y },
  });
  if (!(chart instanceof SVGSVGElement)) {
    throw new Error("the chart has a part that is no picture");
  }
  chart.setAttribute("role", "img");
  chart.classList.add("curves-chart");
  const scales = { x: chart.scale("x"), y: chart.scale("y") };
  return {
    chart,
    at: (scale, value) => Number(scales[scale]?.apply(value) ?? 0),
  };
}
