import type { Run, RunPage } from "../api/types.ts";
import { accuracyChange } from "../charts/accuracyChange.ts";
import { h } from "../dom/element.ts";
import { ago, moment, percent } from "../dom/format.ts";
import { icon } from "../dom/icon.ts";
import { errorNotice, loading, pageHead, pager } from "../dom/parts.ts";
import { marksLine } from "../panels/runMarks.ts";
import { TABS } from "../panels/results/resultsPanels.ts";
import { number, readFields, text, type ViewOf, writeFields } from "../state/fields.ts";
import { Latest } from "../state/latest.ts";
import { address, definePage, type Visit } from "../state/page.ts";
import { RESULT_TABS, resultsOf } from "../state/results/resultsView.ts";
import { finishedRuns } from "../state/run/finishedRuns.ts";
import "./resultsListPage.css";

const LIMIT = 50;
const PAUSE = 250;

const FIELDS = { search: text("search", ""), from: number("from", 0) } as const;

type ResultsListView = ViewOf<typeof FIELDS>;

/** The finished runs that have evaluations. */
export const resultsListPage = definePage<ResultsListView>({
  section: "results",
  read: (path, query) => (path.length === 1 && path[0] === "results" ? readFields(FIELDS, query) : undefined),
  write: (view) => address("/results", writeFields(FIELDS, view)),
  samePage: () => true,
  mount(host, visit) {
    const { view, signal, title } = visit;
    title("Results");
    const body = h("div", {}, h("div", { class: "card" }, loading(5)));
    const head = pageHead("Results", "Finished runs with evaluations, newest first.");
    host.append(h("div", { class: "page" }, head, searchField(visit), body));
    const latest = new Latest(signal);
    const read = () => {
      const { search, from } = view.value;
      latest.run(
        (until) => finishedRuns({ search, evaluated: true, offset: from, limit: LIMIT }, until),
        (page) => body.replaceChildren(...content(page, visit)),
        (error) => body.replaceChildren(errorNotice(error, read)),
      );
    };
    view.watch(signal, read);
  },
});

function searchField({ view, change, signal }: Visit<ResultsListView>): HTMLElement {
  const input = h("input", {
    type: "search",
    class: "input",
    placeholder: "Search name, tags, notes, model, data, seed",
    "aria-label": "Search results",
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => change({ search: input.value, from: 0 }, "replace"), PAUSE);
  });
  view.watch(signal, ({ search }) => {
    if (document.activeElement !== input) {
      input.value = search;
    }
  });
  return h("div", { class: "with-icon results-search" }, icon("search"), input);
}

function content(page: RunPage, { view, change }: Visit<ResultsListView>): HTMLElement[] {
  const { search, from } = view.value;
  if (page.total === 0) {
    return [search.trim() === "" ? none() : h("p", { class: "muted" }, "No run matches the search.")];
  }
  const list = h("ul", { class: "results-list" }, ...page.items.map(row));
  return [list, pager(page.total, from, LIMIT, (to) => change({ from: to }))];
}

function row(run: Run): HTMLElement {
  const { id, name, spec, accuracyBefore, accuracyAfter, createdAt } = run;
  const tabs = RESULT_TABS.map((tab) => h("a", { href: resultsOf(id, tab) }, TABS[tab].name));
  const accuracy =
    accuracyBefore === null
      ? null
      : h(
          "span",
          { class: "run-accuracy" },
          accuracyChange(accuracyBefore, accuracyAfter),
          `${percent(accuracyBefore)} → ${percent(accuracyAfter)}`,
        );
  return h(
    "li",
    { class: "card padded results-row", "data-run": id },
    h(
      "div",
      {},
      h("a", { href: resultsOf(id), class: "results-name" }, name),
      h(
        "p",
        { class: "hint" },
        `${spec.modelId} on ${spec.dataId}, ${spec.methods.length} methods, `,
        h("time", { datetime: createdAt, title: moment(createdAt) }, ago(createdAt)),
      ),
      marksLine(run),
    ),
    accuracy,
    h("span", { class: "results-tabs" }, ...tabs),
  );
}

const none = () =>
  h(
    "div",
    { class: "card empty" },
    h("h2", {}, "No results yet"),
    h("p", {}, "Finished runs with evaluations appear here."),
    h("a", { href: "/launch", class: "button primary" }, icon("plus"), "Launch a run"),
  );
