import { get } from "../../api/client.ts";
import type { Aggregation, Method, Run } from "../../api/types.ts";
import { closeWhenLeft, labelled } from "../../dom/controls.ts";
import { h } from "../../dom/element.ts";
import { ago } from "../../dom/format.ts";
import { icon } from "../../dom/icon.ts";
import { AGGREGATION_NAMES } from "../../dom/names.ts";
import { errorNotice, loading, select } from "../../dom/parts.ts";
import { methodHelp } from "../../help/helpLink.ts";
import { type CompareItem, withItems } from "../../state/compareView.ts";
import { runMarks } from "../../state/run/runLabel.ts";
import { Latest } from "../../state/latest.ts";
import { fitting, offeredBy } from "../../state/sentence/sentenceView.ts";
import { marksLine } from "../runMarks.ts";
import type { CompareContext } from "./compareContext.ts";

const LISTED = 500;

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

const textOf = ({ run, when }: RunSide) =>
  `${run.name} ${run.spec.modelId} ${run.spec.dataId} ${runMarks(run)} ${when}`.toLowerCase();

/** Whether every word that was typed is in the name, model, data, id or side. */
export const matches = (text: string, search: string): boolean =>
  search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));

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
  /** Undefined until they are read. */
  #choices: readonly RunSide[] | undefined;
  #choice: RunSide | undefined;

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
    this.#search.addEventListener("input", () => this.#draw());
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
    this.#choices = undefined;
    this.#list.replaceChildren(loading(3));
    this.#latest.run(
      (signal) => get("/runs", { query: { state: "succeeded", limit: LISTED }, signal }),
      ({ items }) => {
        const choices = items.flatMap(choicesOf);
        const last = this.#context.view.value.items.at(-1)?.scoreRunId;
        this.#choices = choices;
        this.#choice = choices.find(({ scoreRunId }) => scoreRunId === last) ?? choices[0];
        this.#draw();
        this.#methods();
      },
      (error) => this.#list.replaceChildren(errorNotice(error, () => this.#read())),
    );
  }

  #draw(): void {
    if (this.#choices === undefined) {
      return;
    }
    const matching = this.#choices.filter((choice) => matches(textOf(choice), this.#search.value.trim()));
    const lines = matching.map((choice) => {
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
      this.#choices.length === 0 ? "There are no finished runs yet." : "No run matches the search.";
    this.#list.replaceChildren(...(lines.length === 0 ? [h("p", { class: "hint" }, none)] : lines));
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
