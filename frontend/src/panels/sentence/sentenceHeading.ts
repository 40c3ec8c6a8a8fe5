import type { Example } from "../../api/types.ts";
import { type Child, h } from "../../dom/element.ts";
import { count, percent } from "../../dom/format.ts";
import { icon } from "../../dom/icon.ts";
import { paradigmName } from "../../dom/names.ts";
import { sideName } from "../../figures/sentence/captions.ts";
import type { SentenceMaps } from "../../figures/sentence/sentencePicture.ts";
import type { SentenceContext } from "./sentenceContext.ts";
import "./sentenceHeading.css";

/** The sentence with its cue words marked, and good and bad word at the target. */
function sentenceText(example: Example): HTMLElement {
  const target = example.targetWord;
  const cues = new Set(example.cues.map((cue) => example.wordOfToken[cue]));
  const words = example.words.flatMap((word, place): Child[] => {
    const gap = place > 0 && !/^[.,!?;:]/.test(word) ? " " : null;
    if (place === target) {
      return [
        gap,
        h("span", { class: "target-word" }, h("ins", {}, example.good), h("del", {}, example.bad)),
      ];
    }
    return [gap, cues.has(place) ? h("mark", { class: "cue-word", title: "cue" }, word) : word];
  });
  return h("p", { class: "sentence" }, ...words);
}

function likelihood(word: string, probability: number, good: boolean, largest: number): HTMLElement {
  const width = largest > 0 ? (100 * probability) / largest : 0;
  return h(
    "div",
    { class: `likelihood ${good ? "good" : "bad"}` },
    h("span", { class: "likelihood-word" }, word),
    h("span", { class: "likelihood-track" }, h("span", { style: `width:${width}%` })),
    h("span", { class: "likelihood-value" }, percent(probability, probability < 0.0995 ? 2 : 1)),
  );
}

function verdict({ scoreRun, example }: SentenceMaps, largest: number): HTMLElement {
  return h(
    "div",
    { class: "verdict-box" },
    h(
      "div",
      { class: "verdict-head" },
      h("span", { class: "field-label" }, sideName({ kind: scoreRun.when })),
      h(
        "span",
        { class: `verdict ${example.correct ? "right" : "wrong"}` },
        icon(example.correct ? "check" : "cross", 14),
        example.correct ? "right" : "wrong",
      ),
    ),
    likelihood(example.good, example.probabilityGood, true, largest),
    likelihood(example.bad, example.probabilityBad, false, largest),
  );
}

/** The sentence in large, what the model makes of it, and the way to its neighbours. */
export function sentenceHeading({ picture, place, move, readOnly, signal }: SentenceContext): HTMLElement {
  const position = h("span", { class: "hint" });
  const step = (by: 1 | -1, label: string, name: "arrowUp" | "arrowDown") =>
    h(
      "button",
      {
        type: "button",
        class: "icon-button",
        title: label,
        "aria-label": label,
        on: { click: () => move(by) },
      },
      icon(name),
    );
  const previous = step(-1, "Previous sentence (arrow up)", "arrowUp");
  const next = step(1, "Next sentence (arrow down)", "arrowDown");
  place.watch(signal, (now) => {
    position.textContent =
      now === undefined ? "" : `${count(Math.min(now.place + 1, now.total))} of ${count(now.total)}`;
    previous.disabled = now === undefined || now.place <= 0;
    next.disabled = now === undefined || now.place >= now.total - 1;
  });
  const text = h("div");
  const tags = h("div", { class: "sentence-facts" });
  const verdicts = h("div", { class: "verdicts" });
  picture.watch(signal, (now) => {
    if (now === undefined) {
      return;
    }
    const { example } = now.sides[0];
    const probabilities = now.sources.flatMap(({ example: { probabilityGood, probabilityBad } }) => [
      probabilityGood,
      probabilityBad,
    ]);
    text.replaceChildren(sentenceText(example));
    tags.replaceChildren(
      h("span", {}, paradigmName(example.paradigm)),
      ...(example.label === null ? [] : [h("span", {}, example.label)]),
      h("code", {}, example.id),
    );
    verdicts.replaceChildren(...now.sources.map((side) => verdict(side, Math.max(...probabilities))));
  });
  return h(
    "section",
    { class: "card padded sentence-heading", "aria-label": "Sentence" },
    h(
      "div",
      { class: "sentence-main" },
      h("div", { class: "sentence-nav" }, ...(readOnly ? [] : [previous, next, position]), tags),
      text,
    ),
    verdicts,
  );
}
