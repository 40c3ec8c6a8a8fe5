import { get } from "../../api/client.ts";
import { isAbort } from "../../api/problem.ts";
import type { ExampleSummary } from "../../api/types.ts";
import { h } from "../../dom/element.ts";
import { count } from "../../dom/format.ts";
import { icon } from "../../dom/icon.ts";
import { paradigmName } from "../../dom/names.ts";
import { errorNotice, loading } from "../../dom/parts.ts";
import { VirtualList } from "../../dom/virtualList.ts";
import { Latest } from "../../state/latest.ts";
import { PAGE, SentencePlaces } from "../../state/sentence/sentencePlaces.ts";
import { type SentenceFilter, filterOf, isFiltered } from "../../state/sentence/sentenceView.ts";
import type { SentenceContext } from "./sentenceContext.ts";
import { sentenceFilters } from "./sentenceFilters.ts";
import "./sentenceList.css";

const ROW = 68;
const NO_FILTER = { paradigm: undefined, label: undefined, correct: undefined, search: "" } as const;

/** The sentences of a score run that pass a filter. */
export function placesOf(filter: SentenceFilter, signal: AbortSignal): SentencePlaces {
  const { scoreRunId, paradigm, label, correct, search } = filter;
  const query = {
    ...(paradigm === undefined ? {} : { paradigm }),
    ...(label === undefined ? {} : { label }),
    ...(correct === undefined ? {} : { correct }),
    ...(search === "" ? {} : { search }),
  };
  return new SentencePlaces((offset, limit) =>
    get("/scores/{scoreRunId}/examples", {
      path: { scoreRunId },
      query: { ...query, offset, limit },
      signal,
    }),
  );
}

function row(
  sentence: ExampleSummary | undefined,
  selected: boolean,
  open: SentenceContext["open"],
): HTMLElement {
  if (sentence === undefined) {
    const bar = h("div", { class: "skeleton", style: "height:16px;width:80%" });
    return h(
      "div",
      { class: "sentence-row", role: "option", "aria-selected": "false", "aria-busy": "true" },
      bar,
    );
  }
  const { correct, paradigm, label } = sentence;
  const mark = h(
    "span",
    {
      class: `verdict ${correct ? "right" : "wrong"}`,
      title: correct ? "The model prefers the good word" : "The model prefers the bad word",
    },
    icon(correct ? "check" : "cross", 14),
    h("span", { class: "visually-hidden" }, correct ? "right" : "wrong"),
  );
  const element = h(
    "div",
    {
      class: "sentence-row",
      role: "option",
      "aria-selected": String(selected),
      "data-index": sentence.index,
    },
    mark,
    h("span", { class: "sentence-text" }, sentence.sentence),
    h(
      "span",
      { class: "sentence-tags" },
      h("span", { class: "tag", title: paradigmName(paradigm) }, paradigm),
      label === null ? null : h("span", {}, label),
      h("span", {}, `#${sentence.index + 1}`),
    ),
  );
  element.addEventListener("click", () => open(sentence));
  return element;
}

/** The list of sentences with its filters; the sentence of the address is marked and kept in sight. */
export class SentenceList {
  readonly element: HTMLElement;
  readonly #context: SentenceContext;
  readonly #latest: Latest;
  readonly #loading = new Set<number>();
  readonly #amount = h("span", { class: "hint", role: "status" });
  readonly #clear = h("button", { type: "button", class: "button small quiet" }, "Clear filters");
  readonly #body = h("div", { class: "sentence-list-body" }, loading(8));
  readonly #list: VirtualList;
  #places: SentencePlaces;
  #filterKey = "";

  constructor(context: SentenceContext) {
    const { view, change, signal } = context;
    this.#context = context;
    this.#latest = new Latest(signal);
    this.#places = placesOf(filterOf(view.value), signal);
    this.#list = new VirtualList({ label: "Sentences", rowHeight: ROW, row: (place) => this.#row(place) });
    this.#clear.addEventListener("click", () => change(NO_FILTER));
    this.element = h(
      "aside",
      { class: "sentence-list", "aria-label": "Sentences" },
      sentenceFilters(context),
      h("div", { class: "list-line" }, this.#amount, this.#clear),
      this.#body,
    );
    view.watch(signal, () => this.#refresh());
  }

  /** The next or previous sentence that passes the filter. */
  async neighbour(step: 1 | -1): Promise<ExampleSummary | undefined> {
    return await this.#places.neighbour(this.#context.view.value.index, step);
  }

  #row(place: number): HTMLElement {
    const { view, open } = this.#context;
    const summary = this.#places.loadedAt(place);
    if (summary === undefined) {
      this.#load(place);
    }
    return row(summary, summary?.index === view.value.index, open);
  }

  #load(place: number): void {
    const [page, owner] = [Math.floor(place / PAGE), this.#places];
    if (!this.#loading.has(page)) {
      this.#loading.add(page);
      owner.at(place).then(
        () => (owner === this.#places ? this.#list.draw() : undefined),
        () => this.#loading.delete(page),
      );
    }
  }

  #refresh(again = false): void {
    const filter = filterOf(this.#context.view.value);
    const filterKey = JSON.stringify(filter);
    if (filterKey !== this.#filterKey || again) {
      this.#filterKey = filterKey;
      this.#loading.clear();
      this.#places = placesOf(filter, this.#context.signal);
      this.#clear.hidden = !isFiltered(filter);
    }
    this.#locate();
  }

  #locate(): void {
    const { view, place } = this.#context;
    const { index } = view.value;
    const owner = this.#places;
    this.#latest.run(
      async () => ({ total: await owner.total(), at: await owner.placeOf(index) }),
      ({ total, at }) => {
        place.set({ place: at, total });
        this.#amount.textContent = `${count(total)} ${total === 1 ? "sentence" : "sentences"}`;
        this.#show(total);
        if (owner.loadedAt(at)?.index === index) {
          this.#list.reveal(at);
        }
        this.#list.draw();
      },
      (error) =>
        isAbort(error)
          ? undefined
          : this.#body.replaceChildren(errorNotice(error, () => this.#refresh(true))),
    );
  }

  #show(total: number): void {
    const empty = h("p", { class: "list-empty" }, "No sentence matches these filters.");
    const content = total === 0 ? empty : this.#list.element;
    if (this.#body.firstChild !== content) {
      this.#body.replaceChildren(content);
    }
    this.#list.total = total;
  }
}
