import { get } from "../api/client.ts";
import type { Checkpoint, DataSet, Model } from "../api/types.ts";
import { type Child, h } from "../dom/element.ts";
import { ago, bytes, count, moment, percent, short } from "../dom/format.ts";
import { icon } from "../dom/icon.ts";
import { DROP_REASONS, paradigmName } from "../dom/names.ts";
import { errorNotice, loading, pageHead } from "../dom/parts.ts";
import { definePage } from "../state/page.ts";
import "./cataloguePage.css";

/** The catalogue of models, data sets and checkpoints. */
export const cataloguePage = definePage<object>({
  section: "catalogue",
  read: (path) => (path.length === 1 && path[0] === "catalogue" ? {} : undefined),
  write: () => "/catalogue",
  samePage: () => true,
  mount(host, { signal, title }) {
    title("Models and data");
    const body = h("div", { class: "catalogue" });
    host.append(
      h(
        "div",
        { class: "page" },
        pageHead(
          "Models and data",
          "Models and data sets to launch runs with, and the checkpoints that runs have produced.",
        ),
        body,
      ),
    );
    const open = () => {
      body.replaceChildren(h("div", { class: "card" }, loading(8)));
      Promise.all([
        get("/models", { signal }),
        get("/data", { signal }),
        get("/checkpoints", { signal }),
      ]).then(
        ([models, data, checkpoints]) =>
          body.replaceChildren(
            modelTable(models.filter(({ checkpointOf }) => checkpointOf === null)),
            dataTable(data),
            checkpointTable(checkpoints),
            h(
              "p",
              { class: "hint" },
              "This page uses D3 and other free software: ",
              h("a", { href: "/licences.txt", target: "_blank" }, "their licences"),
              ".",
            ),
          ),
        (error: unknown) => (signal.aborted ? undefined : body.replaceChildren(errorNotice(error, open))),
      );
    };
    open();
  },
});

type Column = readonly [head: string, kind: "text" | "number"];

function table(
  title: string,
  columns: readonly Column[],
  rows: readonly (readonly Child[])[],
  empty: string,
): HTMLElement {
  const heads = columns.map(([head, kind]) => h("th", { scope: "col", class: kind }, head));
  const lines = rows.map((row) =>
    h(
      "tr",
      {},
      ...row.map((cell, place) =>
        h("td", { class: columns[place]?.[1], "data-label": columns[place]?.[0] }, cell),
      ),
    ),
  );
  const content =
    rows.length === 0
      ? h("p", { class: "muted table-empty" }, empty)
      : h(
          "div",
          { class: "scroll-x" },
          h("table", { class: "table" }, h("thead", {}, h("tr", {}, ...heads)), h("tbody", {}, ...lines)),
        );
  return h(
    "section",
    { class: "card", "aria-label": title },
    h("h2", { class: "table-title" }, title),
    content,
  );
}

const hash = (value: string) => h("code", { class: "hash", title: value }, value.slice(0, 12));

const launchLink = (query: string) => h("a", { href: `/launch?${query}`, class: "button small" }, "Launch");

function modelTable(models: readonly Model[]): HTMLElement {
  const columns: Column[] = [
    ["Model", "text"],
    ["Family", "text"],
    ["Layers", "number"],
    ["Hidden", "number"],
    ["Heads", "number"],
    ["Vocabulary", "number"],
    ["Parameters", "number"],
    ["SHA-256", "text"],
    ["", "number"],
  ];
  const rows = models.map((model) => [
    h("strong", {}, model.name),
    model.family,
    count(model.layers),
    count(model.hidden),
    count(model.heads),
    count(model.vocabulary),
    short(model.parameters),
    hash(model.sha256),
    launchLink(`model=${encodeURIComponent(model.id)}`),
  ]);
  return table("Models", columns, rows, "There are no models.");
}

/** How many pairs are in neither split; opened, why, and in which lines of which files. */
function leftOut({ dropped, read }: DataSet): Child {
  const pairs = dropped.reduce((sum, reason) => sum + reason.count, 0);
  if (pairs === 0) {
    return "none";
  }
  const reasons = dropped.map(({ reason, meaning, count: some, where }) => {
    const more = some > where.length && where.length > 0 ? `, and ${count(some - where.length)} more` : "";
    return h(
      "li",
      { title: meaning },
      `${count(some)}: ${DROP_REASONS[reason] ?? meaning}`,
      where.length === 0 ? null : h("span", { class: "muted" }, ` (${where.join(", ")}${more})`),
    );
  });
  return h(
    "details",
    { class: "left-out" },
    h("summary", {}, `${count(pairs)} of ${count(read)}`),
    h("ul", {}, ...reasons),
  );
}

function dataTable(sets: readonly DataSet[]): HTMLElement {
  const columns: Column[] = [
    ["Data set", "text"],
    ["Pairs", "number"],
    ["Train", "number"],
    ["Test", "number"],
    ["Paradigms", "text"],
    ["Left out", "text"],
    ["SHA-256", "text"],
    ["", "number"],
  ];
  const rows = sets.map((set) => [
    h("strong", {}, set.name),
    count(set.pairs),
    count(set.train),
    count(set.test),
    h(
      "span",
      { class: "tags" },
      ...set.paradigms.map(({ paradigm, count: pairs }) =>
        h("span", { class: "tag", title: paradigmName(paradigm) }, `${paradigm} ${count(pairs)}`),
      ),
    ),
    leftOut(set),
    hash(set.sha256),
    launchLink(`data=${encodeURIComponent(set.id)}`),
  ]);
  return table("Data", columns, rows, "There are no data sets.");
}

function checkpointTable(checkpoints: readonly Checkpoint[]): HTMLElement {
  const columns: Column[] = [
    ["Checkpoint of", "text"],
    ["Model", "text"],
    ["Accuracy", "number"],
    ["Size", "number"],
    ["Created", "text"],
    ["SHA-256", "text"],
    ["", "number"],
  ];
  const rows = checkpoints.map((checkpoint) => [
    h("a", { href: `/runs/${encodeURIComponent(checkpoint.runId)}` }, checkpoint.name),
    checkpoint.modelId,
    percent(checkpoint.accuracy),
    bytes(checkpoint.bytes),
    h(
      "time",
      { datetime: checkpoint.createdAt, title: moment(checkpoint.createdAt) },
      ago(checkpoint.createdAt),
    ),
    hash(checkpoint.sha256),
    h(
      "span",
      { class: "row-actions" },
      h(
        "a",
        {
          href: `/api/v1/checkpoints/${encodeURIComponent(checkpoint.id)}/download`,
          download: true,
          class: "button small",
          title: "Zip archive with a Hugging Face model folder",
        },
        icon("download"),
        "Download",
      ),
      launchLink(`model=${encodeURIComponent(checkpoint.id)}`),
    ),
  ]);
  return table("Checkpoints", columns, rows, "Checkpoints of finished fine-tuning runs appear here.");
}
