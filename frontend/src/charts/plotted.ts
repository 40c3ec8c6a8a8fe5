import * as Plot from "@observablehq/plot";

/** A chart made with Observable Plot, in the pages' own type and colours. */
export interface Plotted {
  readonly chart: SVGSVGElement;
  /** Where a value lies along an axis, in pixels of the chart. */
  readonly at: (scale: "x" | "y", value: number | string) => number;
}

export interface PlottedOptions extends Plot.PlotOptions {
  readonly width: number;
  readonly height: number;
  /** What the chart says to those who do not see it. */
  readonly said: string;
}

/** Horizontal rules behind the marks. */
export const gridAcross = (): Plot.Markish => Plot.gridY({ stroke: "var(--line)", strokeOpacity: 1 });

/** Vertical rules behind the marks. */
export const gridDown = (): Plot.Markish => Plot.gridX({ stroke: "var(--line)", strokeOpacity: 1 });

/** Draws the marks. Axes get their names from `x.label` and `y.label`, without arrows. */
export function plotted({ said, ...options }: PlottedOptions): Plotted {
  const drawn = Plot.plot({
    ...options,
    figure: false,
    ariaLabel: said,
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
  if (!(drawn instanceof SVGSVGElement)) {
    throw new Error("the chart has a part that is no picture");
  }
  drawn.setAttribute("role", "img");
  drawn.classList.add("curves-chart");
  const scales = { x: drawn.scale("x"), y: drawn.scale("y") };
  return {
    chart: drawn,
    at: (scale, value) => {
      const found = scales[scale];
      return Number(found?.apply(value) ?? 0);
    },
  };
}
