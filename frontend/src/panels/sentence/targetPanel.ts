import { onCell } from "../../charts/cell.ts";
import { downloadMenu } from "../../charts/downloads.ts";
import { markColumn, targetLayersChart } from "../../charts/targetLayers.ts";
import { h } from "../../dom/element.ts";
import { rampOf } from "../../scale/ramp.ts";
import { theme } from "../../shell/theme.ts";
import type { Panel } from "../panel.ts";
import type { SentenceContext } from "./context.ts";
import { mapRows } from "./rows.ts";
import { bodyPicture, fileName, mapWidth, sideName, sidesBody, type DrawSide } from "./sides.ts";

/** What the target takes from every token, layer by layer. */
export const panel: Panel<SentenceContext> = {
  title: "What the target receives",
  order: 30,
  place: "main",
  mount(host, context) {
    const { shown, hover, change, signal } = context;
    const charts = () => [...body.querySelectorAll<SVGSVGElement>("svg.target-chart")];
    const draw: DrawSide = (side, now, width) => {
      const chart = targetLayersChart(side.picture, {
        ramp: rampOf(theme.value, now.signed),
        signed: now.signed,
        maxima: side.maxima,
        names: now.names,
        selected: now.layer,
        width,
        title: `What the target receives in each layer, ${sideName(side).toLowerCase()}`,
        chosen: (layer) => change({ layer: layer + 1 }, "replace"),
      });
      onCell(chart, (cell) => hover.set(cell));
      return chart;
    };
    const body = sidesBody(context, draw, { least: mapWidth });
    hover.changes(signal, (cell) =>
      charts().forEach((chart) => markColumn(chart, cell, shown.value?.names.length ?? 0)),
    );
    const menu = downloadMenu({
      name: () => fileName(shown.value, "target"),
      picture: () => bodyPicture(shown.value, charts()),
      rows: () => mapRows(shown.value, { targetRow: true }),
    });
    const key = h(
      "ul",
      { class: "curve-legend" },
      h("li", {}, h("span", { class: "key cue" }), "cue"),
      h("li", {}, h("span", { class: "key chosen" }), "layer shown in large"),
    );
    const note = h("p", { class: "readout" });
    shown.watch(signal, (now) => {
      note.textContent =
        now?.signed === true
          ? "Number at the right: by how many percentage points the cues' share of the row has changed."
          : "Number at the right: share of the row that comes from the cues.";
    });
    host.append(
      h(
        "div",
        { class: "card-head" },
        h("h2", {}, "What the target receives"),
        h("div", { class: "head-tools" }, key, menu),
      ),
      body,
      note,
    );
  },
};
