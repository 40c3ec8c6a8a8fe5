import { onCell } from "../../charts/cell.ts";
import { downloadMenu } from "../../charts/downloads.ts";
import { h } from "../../dom/element.ts";
import { whenResized } from "../../dom/responsive.ts";
import {
  type BlankedSide,
  blankedSides,
  BLANK_OUT_NOTE,
  BLANK_OUT_TITLE,
  blankOutRows,
  type BlankOutScales,
  drawBlankOut,
  readBlankOut,
  savedBlankOut,
  scalesOf,
  scalesUnderNames,
} from "../../figures/sentence/blankOut.ts";
import type { SentencePicture } from "../../figures/sentence/sentencePicture.ts";
import { chartHelp } from "../../help/helpLink.ts";
import { theme } from "../../state/theme.ts";
import type { Panel } from "../panel.ts";
import { evaluationOf } from "./evaluationStore.ts";
import type { SentenceContext } from "./sentenceContext.ts";
import { fileName } from "./sideCharts.ts";

const legends = (sentence: SentencePicture, scales: BlankOutScales): HTMLElement =>
  h(
    "div",
    { class: "legend-line" },
    ...scalesUnderNames(sentence, scales, theme.value).flatMap(({ name, picture }) => [
      h("span", { class: "hint" }, name),
      picture,
    ]),
  );

/** Blank-out of every token beside the scores that the method gives it. */
export const panel: Panel<SentenceContext> = {
  title: BLANK_OUT_TITLE,
  order: 40,
  place: "wide",
  mount(host, context) {
    const { picture, signal } = context;
    const evaluated = evaluationOf(context);
    const body = h("div", { class: "sides" });
    const foot = h("div");
    const readout = h("p", { class: "readout", "aria-live": "polite" });
    let width = 0;
    let sides: BlankedSide[] = [];
    const chart = (side: BlankedSide, now: SentencePicture, scales: BlankOutScales) => {
      const tokens = drawBlankOut(side, now, scales, { width, colours: theme.value });
      onCell(
        tokens,
        (cell) => (readout.textContent = cell === null ? "" : readBlankOut(now, side, cell.column)),
      );
      return tokens;
    };
    const draw = () => {
      const [now, evaluation] = [picture.value, evaluated.value];
      if (now === undefined || evaluation.state === "reading") {
        return;
      }
      sides = evaluation.state === "read" ? blankedSides(now, evaluation.sentence) : [];
      host.hidden = sides.length === 0;
      if (width === 0) {
        return;
      }
      const scales = scalesOf(sides);
      body.replaceChildren(
        ...sides.map((side) =>
          h(
            "div",
            { class: "side" },
            sides.length > 1 && h("h3", {}, side.name),
            h("div", { class: "chart-scroll" }, chart(side, now, scales)),
          ),
        ),
      );
      foot.replaceChildren(legends(now, scales), h("p", { class: "hint legend-note" }, BLANK_OUT_NOTE));
    };
    evaluated.watch(signal, draw);
    picture.changes(signal, draw);
    theme.changes(signal, draw);
    whenResized(body, signal, (now) => {
      width = now;
      draw();
    });
    const menu = downloadMenu({
      name: () => fileName(picture.value, "blank-out"),
      picture: () => picture.value && savedBlankOut(picture.value, sides, context.run),
      rows: () => (picture.value === undefined ? [] : blankOutRows(sides, picture.value)),
    });
    const tools = h("div", { class: "head-tools" }, menu, chartHelp("blank-out-chart"));
    host.append(h("div", { class: "card-head" }, h("h2", {}, BLANK_OUT_TITLE), tools), body, foot, readout);
  },
};
