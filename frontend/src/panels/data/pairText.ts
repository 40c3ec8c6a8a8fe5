import type { Pair } from "../../api/types.ts";
import { type Child, h } from "../../dom/element.ts";

/** The good word of a pair. */
export const goodWord = ({ words, target }: Pair): string => words[target] ?? "";

/** The sentence of a pair with its cue words marked, and good and bad word at the target. Its direction follows from its letters. */
export function pairText(pair: Pair, cues: readonly number[] = pair.cues): HTMLElement {
  const words = pair.words.flatMap((word, place): Child[] => [
    pair.spaceBefore[place] === true ? " " : null,
    place === pair.target
      ? h("span", { class: "target-word" }, h("ins", {}, word), h("del", {}, pair.bad))
      : cues.includes(place)
        ? h("mark", { class: "cue-word", title: "cue" }, word)
        : word,
  ]);
  return h("p", { class: "pair-text", dir: "auto" }, ...words);
}

/** The same sentence with a switch for each word but the target: pressed words are cues. */
export function cueSwitches(
  pair: Pair,
  cues: readonly number[],
  change: (cues: readonly number[]) => void,
): HTMLElement {
  let chosen = [...cues];
  const words = pair.words.flatMap((word, place): Child[] => {
    const gap = pair.spaceBefore[place] === true ? " " : null;
    if (place === pair.target) {
      return [gap, h("span", { class: "target-word" }, h("ins", {}, word), h("del", {}, pair.bad))];
    }
    const button = h("button", { type: "button", class: "cue-switch" }, word);
    const show = () => button.setAttribute("aria-pressed", String(chosen.includes(place)));
    button.addEventListener("click", () => {
      chosen = chosen.includes(place)
        ? chosen.filter((cue) => cue !== place)
        : [...chosen, place].sort((a, b) => a - b);
      show();
      change(chosen);
    });
    show();
    return [gap, button];
  });
  return h(
    "p",
    { class: "pair-text", dir: "auto", role: "group", "aria-label": `Cue words of ${pair.id}` },
    ...words,
  );
}
