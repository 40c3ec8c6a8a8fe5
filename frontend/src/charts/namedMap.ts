import { svg } from "../dom/element.ts";
import { figure } from "../dom/format.ts";
import { maximumOf, receiverOf, type Picture } from "../layout/picture.ts";
import { rampOf, type Theme } from "../scale/ramp.ts";
import { fittedText } from "./fittedText.ts";
import { mapChart, mapGrid } from "./map.ts";
import type { ReadableChart, Mark } from "./chartCursor.ts";

const HEAD = 24;

/** One layer's map under a name, as a chart whose cells can be read. */
export function namedMap(
  name: string,
  picture: Picture,
  layer: number,
  width: number,
  theme: Theme,
): ReadableChart {
  const ramp = rampOf(theme);
  const maximum = maximumOf([picture.maps[layer] ?? []]);
  const map = mapChart(picture, layer, { ramp, maximum, width, exponent: 0, title: name });
  const grid = mapGrid(picture, width);
  map.removeAttribute("tabindex");
  map.setAttribute("y", String(HEAD));
  const marks = (picture.maps[layer] ?? []).flatMap((row, place) =>
    row.map((value, column): Mark => {
      const receives = picture.units[receiverOf(picture, place)]?.label ?? "";
      return {
        x: grid.x.middle(column),
        y: HEAD + grid.y.middle(place),
        row: `${name} ${place}`,
        colour: ramp.colour(value / maximum),
        head: name,
        lines: [`${receives} receives from ${picture.units[column]?.label ?? ""}: ${figure(value)}`],
      };
    }),
  );
  const chart = svg(
    "svg",
    { width, height: HEAD + grid.height, class: "figure-chart", role: "img", "aria-label": name },
    fittedText(name, width, { x: 0, y: 14, "font-size": 12.5, "font-weight": 600, fill: "var(--ink)" }),
    map,
  );
  return { chart, marks };
}
