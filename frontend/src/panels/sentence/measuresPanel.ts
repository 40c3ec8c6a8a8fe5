import { csv, save } from "../../charts/exports.ts";
import { sparkline } from "../../charts/sparkline.ts";
import { h } from "../../dom/element.ts";
import { figure } from "../../dom/format.ts";
import { icon } from "../../dom/icon.ts";
import { AGGREGATION_NAMES } from "../../dom/names.ts";
import { errorNotice, loading } from "../../dom/parts.ts";
import { SIDE_COLOURS } from "../../figures/results/probingFigures.ts";
import {
  type EvaluatedSentence,
  measureGroups,
  type MeasureLine,
  measureRows,
  missingNote,
} from "../../figures/sentence/sentenceEvaluation.ts";
import { chartHelp } from "../../help/helpLink.ts";
import type { Panel } from "../panel.ts";
import { evaluationOf } from "./evaluationStore.ts";
import type { SentenceContext } from "./sentenceContext.ts";

const SIDES = { before: "before", after: "after" } as const;

const minus = (text: string) => text.replace(/^-/, "−");

function linesOf(line: MeasureLine, chosen: number, several: boolean): HTMLElement[] {
  return line.sides.map(({ scoreRun, values }, place) => {
    const direction = line.higherIsBetter ? "" : " (lower is better)";
    const name = h(
      "th",
      { scope: "rowgroup", rowspan: line.sides.length, title: line.description },
      line.name + direction,
    );
    const options = {
      minimum: line.minimum,
      maximum: line.maximum,
      colour: SIDE_COLOURS[scoreRun.when],
      marked: chosen,
    };
    return h(
      "tr",
      { "data-measure": line.id, "data-side": scoreRun.when },
      place === 0 && name,
      several && h("td", { class: "measure-side" }, SIDES[scoreRun.when]),
      h("td", { class: "measure-line" }, sparkline(values, options)),
      ...values.map((value, layer) =>
        h("td", { class: layer === chosen ? "number chosen" : "number" }, minus(figure(value))),
      ),
    );
  });
}

/** The measures in every layer, the layer that is shown in large marked. */
function table(sentence: EvaluatedSentence, names: readonly string[], chosen: number): HTMLElement {
  const several = sentence.sides.length > 1;
  const heads = names.map((name, layer) =>
    h(
      "th",
      { class: layer === chosen ? "number chosen" : "number", scope: "col" },
      name.replace("Layer ", ""),
    ),
  );
  const bodies = measureGroups(sentence).map(({ name, lines }) =>
    h(
      "tbody",
      {},
      h(
        "tr",
        { class: "measure-group" },
        h("th", { colspan: names.length + (several ? 3 : 2), scope: "rowgroup" }, name),
      ),
      ...lines.flatMap((line) => linesOf(line, chosen, several)),
    ),
  );
  return h(
    "div",
    { class: "scroll-x", tabindex: 0, role: "region", "aria-label": "Measures of this sentence by layer" },
    h(
      "table",
      { class: "table measures-table" },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, "Measure"),
          several && h("th", { scope: "col" }, "Side"),
          h("th", { scope: "col" }, "By layer"),
          ...heads,
        ),
      ),
      ...bodies,
    ),
  );
}

function saveButton(context: SentenceContext): HTMLButtonElement {
  const evaluated = evaluationOf(context);
  const click = () => {
    const now = evaluated.value;
    if (now.state === "read") {
      const { index, method, aggregation } = now.sentence;
      save(
        csv(measureRows(now.sentence)),
        `sentence-${index}-${method}-${aggregation}-measures.csv`,
        "text/csv",
      );
    }
  };
  const label = "Download these measures as CSV";
  return h(
    "button",
    { type: "button", class: "icon-button", title: label, "aria-label": label, on: { click } },
    icon("download"),
  );
}

/** The sentence's own alignment and faithfulness, layer by layer. */
export const panel: Panel<SentenceContext> = {
  title: "Evaluation of this sentence",
  order: 50,
  place: "wide",
  mount(host, context) {
    const { picture, signal } = context;
    const evaluated = evaluationOf(context);
    const by = h("span", { class: "hint" });
    const button = saveButton(context);
    const body = h("div", {}, loading(4));
    const note = h("p", { class: "hint legend-note" });
    const draw = () => {
      const [now, sentencePicture] = [evaluated.value, picture.value];
      if (now.state === "reading" || sentencePicture === undefined) {
        return;
      }
      button.hidden = now.state === "failed";
      if (now.state === "failed") {
        body.replaceChildren(errorNotice(now.error, now.again));
        note.textContent = "";
        return;
      }
      const { sentence } = now;
      const groups = measureGroups(sentence);
      const name = sentencePicture.info?.name ?? sentence.method;
      const how =
        sentence.aggregation === "none" ? "" : `, ${AGGREGATION_NAMES[sentence.aggregation].toLowerCase()}`;
      by.textContent = `${name}${how}; one sentence, therefore no intervals`;
      button.hidden = groups.length === 0;
      body.replaceChildren(
        ...(groups.length === 0 ? [] : [table(sentence, sentencePicture.names, sentencePicture.layer)]),
      );
      note.textContent = missingNote(sentence);
    };
    evaluated.watch(signal, draw);
    picture.changes(signal, draw);
    host.append(
      h(
        "div",
        { class: "card-head" },
        h("h2", {}, "Evaluation of this sentence"),
        h("div", { class: "head-tools" }, by, button, chartHelp("sentence-measures")),
      ),
      body,
      note,
    );
  },
};
