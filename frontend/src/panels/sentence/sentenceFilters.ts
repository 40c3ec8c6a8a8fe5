import type { Label, Paradigm } from "../../api/types.ts";
import { h } from "../../dom/element.ts";
import { icon } from "../../dom/icon.ts";
import { PARADIGM_NAMES, PARADIGMS } from "../../dom/names.ts";
import { select } from "../../dom/parts.ts";
import type { SentenceContext } from "./sentenceContext.ts";

/** Search and choices that decide which sentences the list holds. */
export function sentenceFilters({ view, change, signal }: SentenceContext): HTMLElement {
  const any = { value: "", label: "" } as const;
  const search = h("input", {
    type: "search",
    class: "input",
    placeholder: "Search",
    "aria-label": "Search the sentences",
  });
  let pause: ReturnType<typeof setTimeout> | undefined;
  search.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => change({ search: search.value.trim() }, "replace"), 200);
  });
  signal.addEventListener("abort", () => clearTimeout(pause));
  const paradigm = select<Paradigm | "">(
    "Paradigm",
    [
      { ...any, label: "All paradigms" },
      ...PARADIGMS.map((value) => ({ value, label: `${value}: ${PARADIGM_NAMES[value]}` })),
    ],
    "",
    (value) => change({ paradigm: value === "" ? undefined : value }),
  );
  const label = select<Label | "">(
    "Label",
    [
      { ...any, label: "Any number" },
      { value: "singular", label: "singular" },
      { value: "plural", label: "plural" },
    ],
    "",
    (value) => change({ label: value === "" ? undefined : value }),
  );
  const correct = select<"right" | "wrong" | "">(
    "Model right or wrong",
    [
      { ...any, label: "Right or wrong" },
      { value: "right", label: "right" },
      { value: "wrong", label: "wrong" },
    ],
    "",
    (value) => change({ correct: value === "" ? undefined : value === "right" }),
  );
  view.watch(signal, (now) => {
    if (document.activeElement !== search) {
      search.value = now.search;
    }
    paradigm.value = now.paradigm ?? "";
    label.value = now.label ?? "";
    correct.value = now.correct === undefined ? "" : now.correct ? "right" : "wrong";
  });
  return h(
    "div",
    { class: "filters" },
    h("div", { class: "with-icon" }, icon("search"), search),
    paradigm,
    h("div", { class: "filter-pair" }, label, correct),
  );
}
