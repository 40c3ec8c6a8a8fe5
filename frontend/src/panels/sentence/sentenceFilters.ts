import type { Label, Paradigm } from "../../api/types.ts";
import { h } from "../../dom/element.ts";
import { icon } from "../../dom/icon.ts";
import { paradigmName, PARADIGMS } from "../../dom/names.ts";
import { select } from "../../dom/parts.ts";
import { primary, type SentenceContext } from "./sentenceContext.ts";

const paradigmLine = (paradigm: Paradigm): string =>
  paradigmName(paradigm) === paradigm ? paradigm : `${paradigm}: ${paradigmName(paradigm)}`;

/** Search and choices that decide which sentences the list holds. */
export function sentenceFilters(context: SentenceContext): HTMLElement {
  const { view, change, signal } = context;
  const scored = primary(context);
  const paradigms = scored?.paradigms ?? PARADIGMS;
  const labels = scored?.labels ?? ["singular", "plural"];
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
  const paradigm = select<Paradigm>(
    "Paradigm",
    [
      { ...any, label: "All paradigms" },
      ...paradigms.map((value) => ({ value, label: paradigmLine(value) })),
    ],
    "",
    (value) => change({ paradigm: value === "" ? undefined : value }),
  );
  const label = select<Label>(
    "Label",
    [{ ...any, label: "Any label" }, ...labels.map((value) => ({ value, label: value }))],
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
    h("div", { class: "filter-pair" }, labels.length === 0 ? null : label, correct),
  );
}
