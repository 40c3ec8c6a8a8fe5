import type { CueRule, DataSet } from "../../api/types.ts";
import { h } from "../../dom/element.ts";
import { paradigmName } from "../../dom/names.ts";
import { select } from "../../dom/parts.ts";

const KINDS = [
  { value: "offset", label: "the word at a distance from the target" },
  { value: "position", label: "the word at a position of the sentence" },
  { value: "words", label: "every word of a list" },
  { value: "none", label: "no word" },
] as const;

type Kind = (typeof KINDS)[number]["value"];

const HINTS: Readonly<Record<Kind, string>> = {
  offset: "-1 is the word before the target, 1 the word after it.",
  position: "0 is the first word; -1 is the last.",
  words: "Words with blanks between them, such as: dog dogs",
  none: "",
};

/** The controls of a rule. */
export interface RuleControls {
  readonly element: HTMLElement;
  /** The rule that the controls stand for; undefined while it is switched off. */
  rule(): CueRule | undefined;
}

/** The controls of a rule that finds cue words; touching any of them switches the rule on. */
export function cueRule({ paradigms }: DataSet): RuleControls {
  const use = h("input", { type: "checkbox", name: "rule" });
  const value = h("input", { class: "input", "aria-label": "Position or words", value: "-1" });
  const hint = h("p", { class: "hint" }, HINTS.offset);
  const on = () => {
    use.checked = true;
  };
  const paradigm = select(
    "Paradigm",
    [
      { value: "", label: "all paradigms" },
      ...paradigms.map((one) => ({ value: one.paradigm, label: paradigmName(one.paradigm) })),
    ],
    "",
    on,
  );
  const kind = select<Kind>("Kind of rule", [...KINDS], "offset", (chosen) => {
    on();
    hint.textContent = HINTS[chosen];
    value.hidden = chosen === "none";
    value.value = chosen === "offset" ? "-1" : chosen === "position" ? "0" : "";
  });
  value.addEventListener("input", on);
  return {
    element: h(
      "div",
      { class: "field" },
      h("label", { class: "pick-line" }, use, "Set cues by a rule: in"),
      h("div", { class: "input-row" }, paradigm, h("span", {}, "the cue is"), kind, value),
      hint,
    ),
    rule: () => (use.checked ? ruleOf(kind.value as Kind, paradigm.value, value.value) : undefined),
  };
}

function ruleOf(kind: Kind, paradigm: string, value: string): CueRule {
  const where = paradigm === "" ? {} : { paradigm };
  switch (kind) {
    case "words":
      return { ...where, kind, words: value.split(/[\s,]+/).filter((word) => word !== "") };
    case "none":
      return { ...where, kind };
    case "offset":
    case "position":
      return { ...where, kind, position: value.trim() === "" ? Number.NaN : Number(value) };
  }
}
