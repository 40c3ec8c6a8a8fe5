import { downloadMenu } from "../../charts/downloads.ts";
import { legendChart } from "../../charts/legend.ts";
import { sideBySide } from "../../charts/sideBySide.ts";
import { markInStrip, stripChart, stripPicture, type StripOptions } from "../../charts/strip.ts";
import { h } from "../../dom/element.ts";
import { rampOf } from "../../scale/ramp.ts";
import { theme } from "../../shell/theme.ts";
import type { Shown, Side } from "../../state/shown.ts";
import type { Panel } from "../panel.ts";
import type { SentenceContext } from "./context.ts";
import { fileName, sideName, sidesBody } from "./sides.ts";
import { mapRows } from "./rows.ts";

/** All layers as small maps; choosing one shows it in large. */
export const panel: Panel<SentenceContext> = {
  title: "All layers",
  order: 10,
  place: "wide",
  mount(host, context) {
    const { shown, hover, change, signal } = context;
    const optionsFor = (side: Side, now: Shown, width: number): StripOptions => ({
      ramp: rampOf(theme.value, now.signed),
      maxima: side.maxima,
      names: now.names,
      selected: now.layer,
      width,
      chosen: (layer) => change({ layer: layer + 1 }, "replace"),
    });
    const mark = () => {
      const units = shown.value?.sides[0].picture.units.length ?? 1;
      body.querySelectorAll<HTMLElement>(".strip").forEach((strip) => markInStrip(strip, hover.value, units));
    };
    const body = sidesBody(
      context,
      (side, now, width) => stripChart(side.picture, optionsFor(side, now, width)),
      { least: () => 240, drawn: mark },
    );
    hover.changes(signal, mark);
    const legend = h("div", { class: "legend-place" });
    const drawLegend = () => {
      const now = shown.value;
      const ramp = rampOf(theme.value, now?.signed);
      const side = now?.sides[0];
      legend.replaceChildren(
        ...(now?.shared === true
          ? [legendChart(ramp, side?.maxima[0] ?? 1, now.signed)]
          : [h("span", { class: "hint" }, "Each map has its own colour scale")]),
      );
    };
    shown.watch(signal, drawLegend);
    theme.changes(signal, drawLegend);
    const menu = downloadMenu({
      name: () => fileName(shown.value, "layers"),
      picture: () => {
        const now = shown.value;
        const named = (side: Side, of: Shown) => ({
          name: sideName(side),
          picture: stripPicture(side.picture, optionsFor(side, of, 0)),
        });
        return now === undefined ? undefined : sideBySide(now.sides.map((side) => named(side, now)));
      },
      rows: () => mapRows(shown.value),
    });
    host.append(
      h(
        "div",
        { class: "card-head" },
        h("h2", {}, "All layers"),
        h("div", { class: "head-tools" }, legend, menu),
      ),
      body,
    );
  },
};
