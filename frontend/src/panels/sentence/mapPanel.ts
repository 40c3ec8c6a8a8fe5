import { onCell } from "../../charts/cell.ts";
import { downloadMenu } from "../../charts/downloads.ts";
import { legendChart } from "../../charts/legend.ts";
import { mapChart, markCell } from "../../charts/map.ts";
import { h } from "../../dom/element.ts";
import { AGGREGATION_NAMES } from "../../dom/names.ts";
import { layerNote, readSides } from "../../figures/sentence/captions.ts";
import { mapRows } from "../../figures/sentence/mapRows.ts";
import type { Shown } from "../../figures/sentence/sentencePicture.ts";
import { rampOf } from "../../scale/ramp.ts";
import { theme } from "../../state/theme.ts";
import type { Panel } from "../panel.ts";
import type { SentenceContext } from "./sentenceContext.ts";
import { bodyPicture, type DrawSide, fileName, mapWidth, sideName, sidesBody } from "./sideCharts.ts";

const heading = ({ names, layer, aggregation }: Shown) =>
  aggregation === "none" || aggregation === "last_layer"
    ? (names[layer] ?? "")
    : `${AGGREGATION_NAMES[aggregation]} up to ${(names[layer] ?? "").toLowerCase()}`;

/** What the cell under the pointer says, on every side. */
function reading(shown: Shown | undefined, row: number, column: number): string {
  if (shown === undefined) {
    return "";
  }
  const { units } = shown.sides[0].picture;
  const values = readSides(shown, ({ picture }) => picture.maps[shown.layer]?.[row]?.[column]);
  return `${units[row]?.label ?? ""} receives from ${units[column]?.label ?? ""}: ${values}`;
}

/** One layer in large, with its numbers. */
export const panel: Panel<SentenceContext> = {
  title: "Map of the layer",
  order: 20,
  place: "main",
  mount(host, context) {
    const { shown, hover, signal } = context;
    const title = h("h2");
    const readout = h("p", { class: "readout", "aria-live": "polite" });
    const charts = () => [...body.querySelectorAll<SVGSVGElement>("svg.map-chart")];
    const draw: DrawSide = (side, now, width) => {
      const ramp = rampOf(theme.value, now.signed);
      const maximum = side.maxima[now.layer] ?? 1;
      const name = `${heading(now)}, ${sideName(side).toLowerCase()}: ${side.example.sentence}`;
      const chart = mapChart(side.picture, now.layer, {
        ramp,
        maximum,
        width,
        exponent: now.exponents[now.layer] ?? 0,
        title: name,
      });
      onCell(chart, (cell) => hover.set(cell));
      const legend = legendChart(ramp, maximum, now.signed);
      const note = h("p", { class: "hint" }, layerNote(now));
      return now.shared ? chart : h("div", {}, chart, h("div", { class: "legend-line" }, legend, note));
    };
    const body = sidesBody(context, draw, { least: mapWidth, wholeOnly: true });
    shown.watch(signal, (now) => {
      title.textContent = now === undefined ? "" : heading(now);
      host.hidden = now?.whole === false;
    });
    hover.watch(signal, (cell) => {
      charts().forEach((chart) => markCell(chart, cell));
      readout.textContent =
        cell === null
          ? "Point at a cell to read it in every chart."
          : reading(shown.value, cell.row, cell.column);
    });
    const menu = downloadMenu({
      name: () => fileName(shown.value, `layer-${(shown.value?.layer ?? 0) + 1}`),
      picture: () => bodyPicture(shown.value, charts()),
      rows: () => mapRows(shown.value, { layer: shown.value?.layer ?? 0 }),
    });
    host.append(
      h("div", { class: "card-head" }, title, h("div", { class: "head-tools" }, menu)),
      body,
      readout,
    );
  },
};
