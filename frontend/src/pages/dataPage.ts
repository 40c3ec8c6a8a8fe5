import { get } from "../api/client.ts";
import type { DataSet } from "../api/types.ts";
import { type Child, h } from "../dom/element.ts";
import { count, moment } from "../dom/format.ts";
import { icon } from "../dom/icon.ts";
import { errorNotice, loading, pageHead } from "../dom/parts.ts";
import { changeList } from "../panels/data/changeList.ts";
import { deleteData, labelTags, leftOut, paradigmTags, users } from "../panels/data/dataTable.ts";
import { pairsWithEditor } from "../panels/data/pairsCard.ts";
import { type DataView, readDataView, writeDataView } from "../state/dataView.ts";
import { Latest } from "../state/latest.ts";
import { definePage, type Visit } from "../state/page.ts";
import "../panels/launch/launchPanels.css";
import "../panels/sentence/sentenceHeading.css";
import "./dataPage.css";

/** One data set: what is known of it, its pairs with their cues, and corrections of the cues. */
export const dataPage = definePage<DataView>({
  section: "data",
  read: readDataView,
  write: writeDataView,
  samePage: (from, to) => from.id === to.id,
  mount(host, visit) {
    visit.title("Data");
    const body = h("div", { class: "page data-page" }, h("div", { class: "card" }, loading(6)));
    host.append(body);
    const latest = new Latest(visit.signal);
    const { id } = visit.view.value;
    const read = () => {
      latest.run(
        (signal) => get("/data/{dataId}", { path: { dataId: id }, signal }),
        (set) => {
          visit.title(set.name);
          body.replaceChildren(...content(set, visit));
        },
        (error) => body.replaceChildren(errorNotice(error, read)),
      );
    };
    read();
  },
});

function content(set: DataSet, visit: Visit<DataView>): HTMLElement[] {
  const gone = () => visit.go("/data");
  const edits = h("button", { type: "button", class: "button" }, "Correct cues");
  edits.addEventListener("click", () =>
    visit.change({ edit: visit.view.value.edit === undefined ? "cues" : undefined }, "replace"),
  );
  const actions: Child[] = [
    h("a", { href: `/launch?data=${encodeURIComponent(set.id)}`, class: "button primary" }, "Launch on it"),
    edits,
    set.id !== "sample" &&
      set.usedBy.length === 0 &&
      h(
        "button",
        { type: "button", class: "button danger", on: { click: () => void deleteData(set, gone) } },
        "Delete",
      ),
  ];
  return [
    h("a", { href: "/data", class: "back-link" }, icon("arrowLeft", 14), "All data sets"),
    pageHead(set.name, set.origin ?? "stored by an earlier version", ...actions),
    ...set.notOffered.map(({ reason }) => h("p", { class: "notice" }, reason)),
    facts(set),
    ...(set.parent === null ? [] : [difference(set, visit.signal)]),
    ...pairsWithEditor(set, visit),
  ];
}

function facts(set: DataSet): HTMLElement {
  const rows: (readonly [string, Child])[] = [
    ["Pairs", `${count(set.train)} train, ${count(set.test)} test`],
    ["With cue words", count(set.cued)],
    ["Labels", labelTags(set)],
    ["Paradigms", paradigmTags(set)],
    ["Left out", leftOut(set)],
    ["Used by", users(set)],
    [
      "New version of",
      set.parent === null ? null : h("a", { href: `/data/${encodeURIComponent(set.parent)}` }, set.parent),
    ],
    ["Stored", h("time", { datetime: set.createdAt }, moment(set.createdAt))],
    ["SHA-256", h("code", { class: "hash" }, set.sha256)],
  ];
  return h(
    "section",
    { class: "card padded", "aria-label": "About the data set" },
    h(
      "dl",
      { class: "facts" },
      ...rows
        .filter(([, value]) => value !== null)
        .map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))),
    ),
  );
}

/** What is different from the data set that this is a new version of. */
function difference(set: DataSet, signal: AbortSignal): HTMLElement {
  const body = h("div", {}, loading(3));
  new Latest(signal).run(
    (wanted) =>
      get("/data/{dataId}/changes", { path: { dataId: set.id }, query: { limit: 50 }, signal: wanted }),
    ({ items, total }) =>
      body.replaceChildren(
        h("p", {}, `${count(total)} of ${count(set.pairs)} pairs have other cue words.`),
        h("details", {}, h("summary", {}, "Show them"), changeList(items, total)),
      ),
    (error) => body.replaceChildren(errorNotice(error)),
  );
  return h(
    "section",
    { class: "card padded", "aria-label": "Changes" },
    h("h2", {}, "What this version changes"),
    body,
  );
}
