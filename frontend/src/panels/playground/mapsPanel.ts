import { type Cell, markCell, onCell } from "../../charts/cell.ts";
import { downloadMenu } from "../../charts/downloads.ts";
import { h } from "../../dom/element.ts";
import { figure, signedFigure } from "../../dom/format.ts";
import { segmented, type Segments } from "../../dom/parts.ts";
import {
  drawMap,
  methodTitle,
  noteOf,
  SAVED,
  savedPictures,
  scaleOf,
  sceneRows,
} from "../../figures/playground/playgroundCharts.ts";
import {
  layerNames,
  layerOf,
  picturesOf,
  type PlaygroundScene,
} from "../../figures/playground/playgroundScene.ts";
import { chartHelp } from "../../help/helpLink.ts";
import { theme } from "../../state/theme.ts";
import type { Panel } from "../panel.ts";
import { pictureGrid } from "./pictureGrid.ts";
import type { PlaygroundContext } from "./playgroundContext.ts";

const INVITATION = "Point at a cell to read its value.";

/** The reading of a cell in every picture. */
function reading(scene: PlaygroundScene, { row, column }: Cell): string {
  const { pictures } = picturesOf(scene);
  const units = pictures[0]?.picture.units ?? [];
  const values = pictures.map(({ kind, name, picture }) => {
    const value = picture.maps[layerOf(scene)]?.[row]?.[column];
    const text = kind === "difference" ? signedFigure(value) : figure(value);
    return name === "" ? text : `${name}: ${text}`;
  });
  return `${units[row]?.label ?? ""} receives from ${units[column]?.label ?? ""}: ${values.join("; ")}`;
}

/** The choice of the layer, made anew when the number of layers changes. */
function layerControl({ scene, change, signal }: PlaygroundContext): HTMLElement {
  const host = h("div", { class: "compare-layers" });
  let layers = 0;
  let control: Segments<string> | undefined;
  scene.watch(signal, (now) => {
    const names = now === undefined ? [] : layerNames(now);
    if (names.length !== layers) {
      layers = names.length;
      control = segmented(
        "Layer",
        names.map((title, place) => ({ value: String(place + 1), label: String(place + 1), title })),
        (value) => change({ layer: Number(value) }, "replace"),
      );
      host.replaceChildren(h("span", { class: "hint" }, "Layer"), control.element);
    }
    host.hidden = layers < 2;
    control?.show(now === undefined ? undefined : String(layerOf(now) + 1));
  });
  return host;
}

function savedMaps(scene: PlaygroundScene | undefined) {
  return (
    scene &&
    savedPictures(scene, layerNames(scene)[layerOf(scene)] ?? "", (one) => drawMap(one, scene, SAVED))
  );
}

/** The maps of one layer: of the sentence, of what it is compared with, and their difference. */
export const panel: Panel<PlaygroundContext> = {
  title: "Map of the layer",
  order: 40,
  place: "wide",
  mount(host, context) {
    const { scene, signal } = context;
    const title = h("h2");
    const readout = h("p", { class: "readout", "aria-live": "polite" }, INVITATION);
    const charts = () => [...grid.querySelectorAll<SVGSVGElement>("svg.map-chart")];
    const grid = pictureGrid(context, (one, now, width) => {
      const chart = drawMap(one, now, { width, colours: theme.value });
      onCell(chart, (cell) => {
        charts().forEach((other) => markCell(other, cell));
        readout.textContent = cell === null ? INVITATION : reading(now, cell);
      });
      return [
        h("div", { class: "chart-scroll" }, chart),
        h(
          "div",
          { class: "legend-line" },
          scaleOf(one, now, theme.value),
          h("p", { class: "hint" }, noteOf(one, now)),
        ),
      ];
    });
    const menu = downloadMenu({
      name: () => `playground-layer-${scene.value === undefined ? "" : layerOf(scene.value) + 1}`,
      picture: () => savedMaps(scene.value),
      rows: () => (scene.value === undefined ? [] : sceneRows(scene.value)),
    });
    host.append(
      h("div", { class: "card-head" }, title, h("div", { class: "head-tools" }, menu, chartHelp("map"))),
      layerControl(context),
      grid,
      readout,
    );
    scene.watch(signal, (now) => {
      const whole = now !== undefined && now.own.maps.rows === now.own.maps.tokens;
      host.hidden = !whole;
      title.textContent =
        now === undefined ? "" : `${layerNames(now)[layerOf(now)] ?? ""}: ${methodTitle(now)}`;
    });
  },
};
