import { markCell, onCell } from "../../charts/cell.ts";
import { downloadMenu } from "../../charts/downloads.ts";
import { legendChart } from "../../charts/legend.ts";
import { mapChart } from "../../charts/map.ts";
import { h } from "../../dom/element.ts";
import { AGGREGATION_NAMES } from "../../dom/names.ts";
import { layerNote, sideName, sideScores } from "../../figures/sentence/captions.ts";
import { mapRows } from "../../figures/sentence/mapRows.ts";
import { type DrawSide, savedSides } from "../../figures/sentence/savedSides.ts";
import type { SentencePicture, SidePicture } from "../../figures/sentence/sentencePicture.ts";
import { chartHelp } from "../../help/helpLink.ts";
import { rampOf } from "../../scale/ramp.ts";
import { theme } from "../../state/theme.ts";
import type { Panel } from "../panel.ts";
import type { SentenceContext } from "./sentenceContext.ts";
import { fileName, mapWidth, sidesBody } from "./sideCharts.ts";

const heading = ({ names, layer, aggregation }: SentencePicture) =>
  aggregation === "none" || aggregation === "last_layer"
    ? (names[layer] ?? "")
    : `${AGGREGATION_NAMES[aggregation]} up to ${(names[layer] ?? "").toLowerCase()}`;

/** The reading of the cell under the pointer, on every side. */
function reading(sentence: SentencePicture | undefined, row: number, column: number): string {
  if (sentence === undefined) {
    return "";
  }
  const { units } = sentence.sides[0].picture;
  const values = sideScores(sentence, ({ picture }) => picture.maps[sentence.layer]?.[row]?.[column]);
  return `${units[row]?.label ?? ""} receives from ${units[column]?.label ?? ""}: ${values}`;
}

const drawMap: DrawSide<SVGSVGElement> = (side, now, { width, colours }) =>
  mapChart(side.picture, now.layer, {
    ramp: rampOf(colours, now.signed),
    maximum: side.maxima[now.layer] ?? 1,
    width,
    exponent: now.exponents[now.layer] ?? 0,
    title: `${heading(now)}, ${sideName(side).toLowerCase()}: ${side.example.sentence}`,
  });

/** The colour scale of a map that has its own. */
function ownScale(side: SidePicture, now: SentencePicture): HTMLElement | undefined {
  const ramp = rampOf(theme.value, now.signed);
  const legend = legendChart(ramp, side.maxima[now.layer] ?? 1, now.signed);
  const note = h("p", { class: "hint" }, layerNote(now));
  return now.oneScale ? undefined : h("div", { class: "legend-line" }, legend, note);
}

const FRAMES = "Framed: the target's row and, in it, the cues.";

const savedMap = (now: SentencePicture | undefined, run: SentenceContext["run"]) =>
  now?.whole === true
    ? savedSides(now, run, {
        what: now.names[now.layer] ?? "",
        notes: [FRAMES],
        layer: now.layer,
        draw: drawMap,
      })
    : undefined;

/** One layer in large, with its numbers. */
export const panel: Panel<SentenceContext> = {
  title: "Map of the layer",
  order: 20,
  place: "main",
  mount(host, context) {
    const { picture, hover, signal } = context;
    const title = h("h2");
    const readout = h("p", { class: "readout", "aria-live": "polite" });
    const charts = () => [...body.querySelectorAll<SVGSVGElement>("svg.map-chart")];
    const draw: DrawSide = (side, now, look) => {
      const chart = drawMap(side, now, look);
      onCell(chart, (cell) => hover.set(cell));
      return chart;
    };
    const body = sidesBody(context, draw, { least: mapWidth, wholeOnly: true, below: ownScale });
    picture.watch(signal, (now) => {
      title.textContent = now === undefined ? "" : heading(now);
      host.hidden = now?.whole === false;
    });
    hover.watch(signal, (cell) => {
      charts().forEach((chart) => markCell(chart, cell));
      readout.textContent =
        cell === null
          ? "Point at a cell to read its value in every chart."
          : reading(picture.value, cell.row, cell.column);
    });
    const menu = downloadMenu({
      name: () => fileName(picture.value, `layer-${(picture.value?.layer ?? 0) + 1}`),
      picture: () => savedMap(picture.value, context.run),
      rows: () => mapRows(picture.value, { layer: picture.value?.layer ?? 0 }),
    });
    host.append(
      h("div", { class: "card-head" }, title, h("div", { class: "head-tools" }, menu, chartHelp("map"))),
      body,
      readout,
    );
  },
};
