import type { Run } from "../api/types.ts";
import { accuracyChange } from "../charts/accuracyChange.ts";
import { h } from "../dom/element.ts";
import { ago, moment, percent } from "../dom/format.ts";
import { icon } from "../dom/icon.ts";
import { errorNotice, loading, pageHead } from "../dom/parts.ts";
import { marksLine } from "../panels/runMarks.ts";
import { TABS } from "../panels/results/resultsPanels.ts";
import { definePage } from "../state/page.ts";
import { RESULT_TABS, resultsOf } from "../state/results/resultsView.ts";
import { runsWithResults } from "../state/run/finishedRuns.ts";
import "./resultsListPage.css";

/** The finished runs that have evaluations. */
export const resultsListPage = definePage<object>({
  section: "results",
  read: (path) => (path.length === 1 && path[0] === "results" ? {} : undefined),
  write: () => "/results",
  samePage: () => true,
  mount(host, { signal, title }) {
    title("Results");
    const body = h("div");
    const head = pageHead("Results", "Finished runs with evaluations, newest first.");
    host.append(h("div", { class: "page" }, head, body));
    const open = () => {
      body.replaceChildren(h("div", { class: "card" }, loading(5)));
      runsWithResults(signal).then(
        (runs) =>
          body.replaceChildren(
            runs.length === 0 ? none() : h("ul", { class: "results-list" }, ...runs.map(row)),
          ),
        (error: unknown) => (signal.aborted ? undefined : body.replaceChildren(errorNotice(error, open))),
      );
    };
    open();
  },
});

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
