import { get } from "../api/client.ts";
import type { Checkpoint, Model } from "../api/types.ts";
import { h } from "../dom/element.ts";
import { ago, bytes, count, moment, percent, short } from "../dom/format.ts";
import { icon } from "../dom/icon.ts";
import { cardTable, type Column, hash } from "../dom/cardTable.ts";
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
    title("Models");
    const body = h("div", { class: "catalogue" });
    host.append(
      h(
        "div",
        { class: "page" },
        pageHead("Models", "Models to launch runs with, and the checkpoints that runs have produced."),
        body,
      ),
    );
    const open = () => {
      body.replaceChildren(h("div", { class: "card" }, loading(8)));
      Promise.all([get("/models", { signal }), get("/checkpoints", { signal })]).then(
        ([models, checkpoints]) =>
          body.replaceChildren(
            modelTable(models.filter(({ checkpointOf }) => checkpointOf === null)),
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
  return cardTable("Models", columns, rows, "There are no models.");
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
  return cardTable("Checkpoints", columns, rows, "Checkpoints of finished fine-tuning runs appear here.");
}
