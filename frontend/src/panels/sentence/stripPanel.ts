import { downloadMenu } from "../../charts/downloads.ts";
import { legendChart } from "../../charts/legend.ts";
import { markInStrip, stripChart, type StripOptions, stripPicture } from "../../charts/strip.ts";
import { h } from "../../dom/element.ts";
import { legendNotes } from "../../figures/sentence/captions.ts";
import { mapRows } from "../../figures/sentence/mapRows.ts";
import { type DrawSide, savedSides, type SideLook } from "../../figures/sentence/savedSides.ts";
import type { SentencePicture, SidePicture } from "../../figures/sentence/sentencePicture.ts";
import { chartHelp } from "../../help/helpLink.ts";
import { rampOf } from "../../scale/ramp.ts";
import { theme } from "../../state/theme.ts";
import type { Panel } from "../panel.ts";
import type { SentenceContext } from "./sentenceContext.ts";
import { fileName, sidesBody } from "./sideCharts.ts";

/** The colour scale, and below the maps what has to be known of colours and numbers. */
function legendParts({ picture, signal }: SentenceContext): { legend: HTMLElement; note: HTMLElement } {
  const legend = h("div", { class: "legend-place" });
  const note = h("p", { class: "hint legend-note" });
  const draw = () => {
    const now = picture.value;
    const ramp = rampOf(theme.value, now?.signed);
    const maximum = now?.sides[0].maxima[0] ?? 1;
    note.textContent = now === undefined ? "" : legendNotes(now).join(" ");
    legend.replaceChildren(
      now?.oneScale === true
        ? legendChart(ramp, maximum, now.signed)
        : h("span", { class: "hint" }, OWN_SCALES),
    );
  };
  picture.watch(signal, draw);
  theme.changes(signal, draw);
  return { legend, note };
}

const options = (
  side: SidePicture,
  now: SentencePicture,
  { width, colours }: SideLook,
  change?: SentenceContext["change"],
): StripOptions => ({
  ramp: rampOf(colours, now.signed),
  maxima: side.maxima,
  names: now.names,
  selected: now.layer,
  width,
  choose: (layer) => change?.({ layer: layer + 1 }, "replace"),
});

const OWN_SCALES = "Each map has its own colour scale";

const savedStrip = (now: SentencePicture | undefined, run: SentenceContext["run"]) =>
  now?.whole === true
    ? savedSides(now, run, {
        what: "All layers",
        notes: now.oneScale ? [] : [`${OWN_SCALES}.`],
        draw: (side, of, look) => stripPicture(side.picture, options(side, of, look)),
      })
    : undefined;

/** All layers as small maps; choosing one shows it in large. */
export const panel: Panel<SentenceContext> = {
  title: "All layers",
  order: 10,
  place: "wide",
  mount(host, context) {
    const { picture, hover, change, signal } = context;
    picture.watch(signal, (now) => {
      host.hidden = now?.whole === false;
    });
    const draw: DrawSide = (side, now, look) => stripChart(side.picture, options(side, now, look, change));
    const mark = () => {
      const units = picture.value?.sides[0].picture.units.length ?? 1;
      body.querySelectorAll<HTMLElement>(".strip").forEach((strip) => markInStrip(strip, hover.value, units));
    };
    const body = sidesBody(context, draw, { least: () => 240, wholeOnly: true, afterDraw: mark });
    hover.changes(signal, mark);
    const { legend, note } = legendParts(context);
    const menu = downloadMenu({
      name: () => fileName(picture.value, "layers"),
      picture: () => savedStrip(picture.value, context.run),
      rows: () => mapRows(picture.value),
    });
    host.append(
      h(
        "div",
        { class: "card-head" },
        h("h2", {}, "All layers"),
        h("div", { class: "head-tools" }, legend, menu, chartHelp("layers-strip")),
      ),
      body,
      note,
    );
  },
};
