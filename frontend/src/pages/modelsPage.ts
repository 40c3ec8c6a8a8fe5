import { get } from "../api/client.ts";
import type { Model } from "../api/types.ts";
import { h } from "../dom/element.ts";
import { icon } from "../dom/icon.ts";
import { errorNotice, loading, pageHead, segmented } from "../dom/parts.ts";
import { importList } from "../panels/models/importList.ts";
import { modelTable } from "../panels/models/modelTable.ts";
import { Latest } from "../state/latest.ts";
import {
  KINDS,
  type ModelKind,
  type ModelsView,
  readModelsView,
  writeModelsView,
} from "../state/models/modelsView.ts";
import { kindOf, matchesSearch } from "../state/models/modelWords.ts";
import { definePage, type Visit } from "../state/page.ts";
import { Store } from "../state/store.ts";
import "./modelsPage.css";

const LEAD =
  "Models that runs and the playground can start from: built in, imported, and checkpoints of runs.";

const KIND_NAMES: Record<ModelKind, string> = {
  all: "All",
  built_in: "Built in",
  imported: "Imported",
  checkpoint: "Checkpoints",
};

/** The list of models. */
export const modelsPage = definePage<ModelsView>({
  section: "models",
  read: readModelsView,
  write: writeModelsView,
  samePage: () => true,
  mount(host, visit) {
    visit.title("Models");
    const models = new Store<readonly Model[] | undefined>(undefined);
    const body = h("div", { class: "catalogue" }, h("div", { class: "card" }, loading(6)));
    const latest = new Latest(visit.signal);
    const read = () =>
      latest.run(
        (signal) => get("/models", { signal }),
        (found) => models.set(found),
        (error) => body.replaceChildren(errorNotice(error, read)),
      );
    host.append(
      h(
        "div",
        { class: "page" },
        pageHead(
          "Models",
          LEAD,
          h("a", { href: "/models/new", class: "button primary" }, icon("plus"), "Add a model"),
        ),
        h("div", { class: "models-list" }, importList(visit.signal, read), filters(visit), body, licences()),
      ),
    );
    const draw = () => {
      if (models.value !== undefined) {
        body.replaceChildren(table(models.value, visit.view.value));
      }
    };
    models.changes(visit.signal, draw);
    visit.view.changes(visit.signal, draw);
    read();
  },
});

function table(models: readonly Model[], { search, kind }: ModelsView): HTMLElement {
  const found = models.filter(
    (model) => (kind === "all" || kindOf(model) === kind) && matchesSearch(model, search),
  );
  return modelTable(found, "No model matches.");
}

function filters({ view, change, signal }: Visit<ModelsView>): HTMLElement {
  const input = h("input", {
    class: "input",
    type: "search",
    placeholder: "Search name, family, licence, origin, note",
    "aria-label": "Search models",
  });
  input.addEventListener("input", () => change({ search: input.value }, "replace"));
  const kinds = segmented<ModelKind>(
    "Kind of model",
    KINDS.map((value) => ({ value, label: KIND_NAMES[value] })),
    (kind) => change({ kind }),
  );
  view.watch(signal, (now) => {
    if (document.activeElement !== input) {
      input.value = now.search;
    }
    kinds.show(now.kind);
  });
  return h(
    "div",
    { class: "list-bar" },
    h("div", { class: "scroll-x" }, kinds.element),
    h("div", { class: "with-icon models-search" }, icon("search"), input),
  );
}

const licences = () =>
  h(
    "p",
    { class: "hint" },
    "This page uses D3 and other free software: ",
    h("a", { href: "/licences.txt", target: "_blank" }, "their licences"),
    ".",
  );
