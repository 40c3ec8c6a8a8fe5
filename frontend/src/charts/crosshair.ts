import { bisector } from "d3";
import { h, svg } from "../dom/element.ts";
import { MARGIN, type CurveOptions, type Point, type Scales, type Series } from "./curves.ts";

const nearest = (points: readonly Point[], x: number) =>
  bisector((point: Point) => point.x).center(points, x);

interface Reading {
  readonly series: Series;
  readonly y: number;
}

/** What every series has at one x. */
function readingsAt(series: readonly Series[], x: number): Reading[] {
  return series.flatMap((one) => {
    const point = one.points[nearest(one.points, x)];
    return point !== undefined && point.y !== null && Math.abs(point.x - x) < 1e-9
      ? [{ series: one, y: point.y }]
      : [];
  });
}

function tipLines(readings: readonly Reading[], head: string, options: CurveOptions): HTMLElement[] {
  return [
    h("div", { class: "tip-head" }, head),
    ...readings.map(({ series, y }) =>
      h(
        "div",
        {},
        h("i", { style: `background:${series.colour}` }),
        `${series.name} `,
        h("b", {}, options.yFormat(y)),
      ),
    ),
  ];
}

/** A line under the pointer and the figures of every series there; gives the box with the figures. */
export function crosshair(
  chart: SVGSVGElement,
  series: readonly Series[],
  { x, y }: Scales,
  options: CurveOptions,
): HTMLElement {
  const rule = svg("line", {
    y1: MARGIN.top,
    y2: options.height - MARGIN.bottom,
    class: "rule",
    visibility: "hidden",
  });
  const dots = svg("g", { "pointer-events": "none" });
  const tip = h("div", { class: "tip", hidden: true });
  const all = series.flatMap(({ points }) => points).sort((one, other) => one.x - other.x);
  chart.append(rule, dots);
  chart.addEventListener("pointermove", (event) => {
    const at = x.invert(event.clientX - chart.getBoundingClientRect().left);
    const anchor = all[nearest(all, at)];
    if (anchor === undefined) {
      return;
    }
    const [place, readings] = [x(anchor.x), readingsAt(series, anchor.x)];
    rule.setAttribute("x1", String(place));
    rule.setAttribute("x2", String(place));
    rule.setAttribute("visibility", "visible");
    dots.replaceChildren(
      ...readings.map((reading) =>
        svg("circle", { cx: place, cy: y(reading.y), r: 3, fill: reading.series.colour }),
      ),
    );
    tip.replaceChildren(...tipLines(readings, `${options.xName} ${options.xFormat(anchor.x)}`, options));
    tip.style.cssText =
      place > options.width / 2 ? `right:${options.width - place + 10}px` : `left:${place + 10}px`;
    tip.hidden = false;
  });
  chart.addEventListener("pointerleave", () => {
    rule.setAttribute("visibility", "hidden");
    dots.replaceChildren();
    tip.hidden = true;
  });
  return tip;
}
