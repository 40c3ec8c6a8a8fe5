import type { Aggregation, Method, Run } from "../../api/types.ts";
import { closeWhenLeft, labelled } from "../../dom/controls.ts";
import { h } from "../../dom/element.ts";
import { ago } from "../../dom/format.ts";
import { icon } from "../../dom/icon.ts";
import { AGGREGATION_NAMES } from "../../dom/names.ts";
import { errorNotice, loading, select } from "../../dom/parts.ts";
import { methodHelp } from "../../help/helpLink.ts";
import { type CompareItem, withItems } from "../../state/compareView.ts";
import { finishedRuns, furtherRuns } from "../../state/run/finishedRuns.ts";
import { Latest } from "../../state/latest.ts";
import { fitting, offeredBy } from "../../state/sentence/sentenceView.ts";
import { marksLine } from "../runMarks.ts";
import type { CompareContext } from "./compareContext.ts";

const LISTED = 50;
const PAUSE = 200;

/** A side of a finished run. */
interface RunSide {
  readonly run: Run;
  readonly scoreRunId: string;
  readonly when: "before" | "after";
}

const choicesOf = (run: Run): RunSide[] =>
  (["after", "before"] as const).flatMap((when) => {
    const scoreRunId = when === "after" ? run.scoreRunAfter : run.scoreRunBefore;
    return scoreRunId === null ? [] : [{ run, scoreRunId, when }];
  });

/** What was typed: the words to search runs for, and the sides that are meant where one is named. */
export function readSearch(typed: string): { readonly search: string; readonly sides: readonly string[] } {
  const words = typed.split(/\s+/).filter((word) => word !== "");
  const sides = ["before", "after"].filter((side) => words.some((word) => word.toLowerCase() === side));
  const others = words.filter((word) => !["before", "after"].includes(word.toLowerCase()));
  return { search: others.join(" "), sides: sides.length === 0 ? ["before", "after"] : sides };
}

class Picker {
  readonly element: HTMLDetailsElement;
  readonly #context: CompareContext;
  readonly #latest: Latest;
  readonly #search = h("input", {
    type: "search",
    class: "input",
    placeholder: "Search runs",
    "aria-label": "Search runs",
  });
  readonly #list = h("div", { class: "compare-choices", role: "radiogroup", "aria-label": "Run and side" });
  readonly #method = select<string>("Method to add", [], "", () => this.#offer());
  readonly #aggregation = select<Aggregation>("Aggregation to add", [], "none", () => this.#offer());
  readonly #help = h("span");
  readonly #add = h("button", { type: "button", class: "button primary" }, "Add");
  #choices: readonly RunSide[] = [];
  #choice: RunSide | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(context: CompareContext) {
    this.#context = context;
    this.#latest = new Latest(context.signal);
    this.element = h(
      "details",
      { class: "menu compare-picker" },
      h("summary", { class: "button" }, icon("plus"), "Add"),
      h(
        "div",
        { class: "compare-menu" },
        h("div", { class: "with-icon" }, icon("search"), this.#search),
        this.#list,
        h(
          "div",
          { class: "compare-how" },
          labelled("Method", this.#method, this.#help),
          labelled("Aggregation", this.#aggregation),
          this.#add,
        ),
      ),
    );
    this.#search.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#read(), PAUSE);
    });
    this.#add.addEventListener("click", () => this.#addItem());
    this.element.addEventListener("toggle", () => {
      if (this.element.open) {
        this.#read();
        this.#search.focus();
      }
    });
    closeWhenLeft(this.element, context.signal);
  }

  #read(): void {
    const { search, sides } = readSearch(this.#search.value);
    if (this.#choices.length === 0) {
      this.#list.replaceChildren(loading(3));
    }
    this.#latest.run(
      (signal) => finishedRuns({ search, evaluated: false, limit: LISTED }, signal),
      (page) => {
        const choices = page.items.flatMap(choicesOf).filter(({ when }) => sides.includes(when));
        const last = this.#choice?.scoreRunId ?? this.#context.view.value.items.at(-1)?.scoreRunId;
        this.#choices = choices;
        this.#choice = choices.find(({ scoreRunId }) => scoreRunId === last) ?? choices[0];
        this.#draw(furtherRuns(page));
        this.#methods();
      },
      (error) => this.#list.replaceChildren(errorNotice(error, () => this.#read())),
    );
  }

  #draw(further: string): void {
    const lines = this.#choices.map((choice) => {
      const radio = h("input", { type: "radio", name: "compare-run", value: choice.scoreRunId });
      radio.checked = choice.scoreRunId === this.#choice?.scoreRunId;
      radio.addEventListener("change", () => {
        this.#choice = choice;
        this.#methods();
      });
      const { run, when } = choice;
      const what = h(
        "span",
        { class: "hint" },
        `${run.spec.modelId} on ${run.spec.dataId}, ${ago(run.createdAt)}`,
      );
      return h(
        "label",
        { class: "pick-line" },
        radio,
        h("span", {}, `${run.name}, `, h("b", {}, when), what, marksLine(run)),
      );
    });
    const none =
      this.#search.value.trim() === "" ? "There are no finished runs yet." : "No run matches the search.";
    const note = lines.length === 0 ? none : further;
    this.#list.replaceChildren(...lines, h("p", { class: "hint", hidden: note === "" }, note));
  }

  /** The methods of the chosen side, and the present one kept where it can be. */
  #methods(): void {
    const scored = this.#choice?.run.spec.methods ?? [];
    const available = this.#context.methods.filter(({ id }) => scored.includes(id));
    const before = this.#method.value || (this.#context.view.value.items.at(-1)?.method ?? "");
    this.#method.replaceChildren(...available.map(({ id, name }) => h("option", { value: id }, name)));
    this.#method.value = available.some(({ id }) => id === before) ? before : (available[0]?.id ?? "");
    this.#offer();
  }

  #info(): Method | undefined {
    return this.#context.methods.find(({ id }) => id === this.#method.value);
  }

  #offer(): void {
    const info = this.#info();
    this.#help.replaceChildren(...(info === undefined ? [] : [methodHelp(info)]));
    const offered = offeredBy(info, this.#choice?.run.spec.scoring.rows ?? "all");
    const aggregation = fitting((this.#aggregation.value || "none") as Aggregation, offered);
    this.#aggregation.replaceChildren(
      ...offered.map((value) => h("option", { value }, AGGREGATION_NAMES[value])),
    );
    this.#aggregation.value = aggregation;
    this.#add.disabled = this.#choice === undefined || this.#method.value === "";
  }

  #addItem(): void {
    const { view, change } = this.#context;
    if (this.#choice === undefined) {
      return;
    }
    const item: CompareItem = {
      scoreRunId: this.#choice.scoreRunId,
      method: this.#method.value,
      aggregation: this.#aggregation.value as Aggregation,
    };
    this.element.open = false;
    change(withItems([...view.value.items, item], view.value.against));
    this.element.querySelector("summary")?.focus();
  }
}

/** A menu from which one more item is added: side of a run, method, aggregation. */
export const itemPicker = (context: CompareContext): HTMLElement => new Picker(context).element;
