import { markCell, onCell } from "../../charts/cell.ts";
import { downloadMenu } from "../../charts/downloads.ts";
import { legendChart } from "../../charts/legend.ts";
import { targetLayersChart } from "../../charts/targetLayers.ts";
import { marginWidth } from "../../charts/targetMargin.ts";
import { h } from "../../dom/element.ts";
import {
  layerLabels,
  legendNotes,
  marginNote,
  methodName,
  sideName,
  targetTitle,
} from "../../figures/sentence/captions.ts";
import { mapRows } from "../../figures/sentence/mapRows.ts";
import { type DrawSide, savedSides, type SideLook } from "../../figures/sentence/savedSides.ts";
import type { SentencePicture, SidePicture } from "../../figures/sentence/sentencePicture.ts";
import { numberedWidth } from "../../layout/grid.ts";
import { rampOf } from "../../scale/ramp.ts";
import type { Store } from "../../state/store.ts";
import { theme } from "../../state/theme.ts";
import type { SentenceContext } from "./sentenceContext.ts";
import { fileName, mapWidth, sidesBody } from "./sideCharts.ts";

/** The target's row by one method, with its legend and its downloads. */
export interface TargetBlock {
  readonly element: HTMLElement;
  /** The menu from which the picture is saved. */
  readonly menu: HTMLElement;
}

/** The width in which every cell has room for its number. */
const roomy = ({ sides: [{ picture, deltas }] }: SentencePicture) =>
  numberedWidth(picture.units.length) + marginWidth({ shares: [], deltas });

/** The width that a side needs to stand beside another. */
const leastWidth = (now: SentencePicture) => (now.whole ? mapWidth(now) : roomy(now));

/** Draws one side; as the main picture, rather scrolled than without numbers, where there is no map beside it. */
const drawTarget = (
  side: SidePicture,
  now: SentencePicture,
  { width, colours }: SideLook,
  { whole, choose }: { whole: boolean; choose?: (layer: number) => void },
): SVGSVGElement =>
  targetLayersChart(side.picture, {
    ramp: rampOf(colours, now.signed),
    maxima: side.maxima,
    exponents: now.exponents,
    names: layerLabels(now),
    columnName: now.info?.kind === "attribution" ? "tokens" : "gives →",
    selected: choose === undefined ? undefined : now.layer,
    width: whole ? width : Math.max(width, roomy(now)),
    title: `${targetTitle(now)} in each layer, ${methodName(now)}, ${sideName(side).toLowerCase()}.`,
    margin: { shares: side.picture.cueShares, difference: now.difference, deltas: side.deltas },
    choose: (layer) => choose?.(layer),
  });

/** A chart of the page: it tells of its cells, and chooses the layer where there is a map of it. */
const drawing =
  ({ picture, hover, change }: SentenceContext): DrawSide =>
  (side, now, look) => {
    const whole = picture.value?.whole === true;
    const choose = (layer: number) => change({ layer: layer + 1 }, "replace");
    const chart = drawTarget(side, now, look, whole ? { whole, choose } : { whole });
    onCell(chart, (cell) => hover.set(cell));
    return chart;
  };

const OWN_SCALES = "Each layer has its own colour scale.";

const savedTarget = (now: SentencePicture, run: SentenceContext["run"]) =>
  savedSides(now, run, {
    what: `${targetTitle(now)} in each layer`,
    notes: ["Framed: the cues.", marginNote(now), now.oneScale ? "" : OWN_SCALES],
    draw: (side, of, look) => drawTarget(side, of, look, { whole: now.whole }),
  });

function legend(now: SentencePicture): HTMLElement {
  const ramp = rampOf(theme.value, now.signed);
  return h(
    "div",
    { class: "legend-line" },
    now.oneScale
      ? legendChart(ramp, now.sides[0].maxima[0] ?? 1, now.signed)
      : h("span", { class: "hint" }, OWN_SCALES),
    h("p", { class: "hint" }, legendNotes(now).join(" ")),
  );
}

/** One method's block; `alone` tells whether it is the only one. */
export function targetBlock(
  context: SentenceContext,
  picture: Store<SentencePicture | undefined>,
  alone: Store<boolean>,
): TargetBlock {
  const { hover, signal } = context;
  const charts = () => [...body.querySelectorAll<SVGSVGElement>("svg.target-chart")];
  const body = sidesBody({ picture, signal }, drawing(context), { least: leastWidth });
  const name = h("h3");
  const scale = h("div");
  const note = h("p", { class: "readout" });
  const menu = downloadMenu({
    name: () => fileName(picture.value, "target"),
    picture: () => picture.value && savedTarget(picture.value, context.run),
    rows: () => mapRows(picture.value, { targetRow: true }),
  });
  const describe = () => {
    const now = picture.value;
    name.textContent = now === undefined || alone.value ? "" : methodName(now);
    scale.replaceChildren(...(now === undefined || (now.whole && alone.value) ? [] : [legend(now)]));
    note.textContent = now === undefined ? "" : marginNote(now);
  };
  hover.changes(signal, (cell) => charts().forEach((chart) => markCell(chart, cell)));
  picture.watch(signal, describe);
  alone.changes(signal, describe);
  theme.changes(signal, describe);
  return { element: h("div", { class: "target-block" }, name, body, scale, note), menu };
}
