import { get, patch, remove } from "../api/client.ts";
import { messageOf } from "../api/problem.ts";
import type { Model } from "../api/types.ts";
import { facts } from "../dom/controls.ts";
import { type Child, h, uniqueId } from "../dom/element.ts";
import { bytes, count, moment } from "../dom/format.ts";
import { icon } from "../dom/icon.ts";
import { confirm, errorNotice, loading, pageHead, stateBadge, toast } from "../dom/parts.ts";
import { modelLinks } from "../panels/models/modelTable.ts";
import { Latest } from "../state/latest.ts";
import { accuracyLine, originLine } from "../state/models/modelWords.ts";
import { definePage, type Visit } from "../state/page.ts";
import "./modelsPage.css";

interface ModelView {
  readonly id: string;
}

/** One model: what it is, where it comes from, and what uses it. */
export const modelPage = definePage<ModelView>({
  section: "models",
  read: ([root, id, ...rest]) =>
    root === "models" && id !== undefined && id !== "new" && rest.length === 0 ? { id } : undefined,
  write: ({ id }) => `/models/${encodeURIComponent(id)}`,
  samePage: (from, to) => from.id === to.id,
  mount(host, visit) {
    const body = h("div", { class: "page" }, h("div", { class: "card" }, loading(6)));
    host.append(body);
    const latest = new Latest(visit.signal);
    const read = () =>
      latest.run(
        (signal) => get("/models/{modelId}", { path: { modelId: visit.view.value.id }, signal }),
        (model) => {
          visit.title(model.name);
          body.replaceChildren(...content(model, visit, read));
        },
        (error) => body.replaceChildren(errorNotice(error, read)),
      );
    read();
  },
});

function content(model: Model, visit: Visit<ModelView>, changed: () => void): HTMLElement[] {
  const head = pageHead(model.name, originLine(model.origin), modelLinks(model), download(model));
  return [
    head,
    h(
      "div",
      { class: "model-page" },
      h("div", {}, aboutCard(model), remarksCard(model)),
      h("div", {}, usesCard(model), editCard(model, changed), deleteCard(model, visit)),
    ),
  ];
}

const download = ({ id }: Model) =>
  h(
    "a",
    {
      href: `/api/v1/models/${encodeURIComponent(id)}/download`,
      download: true,
      class: "button small",
      title: "Zip archive with a Hugging Face model folder",
    },
    icon("download"),
    "Download",
  );

const card = (title: string, ...children: Child[]): HTMLElement =>
  h("section", { class: "card padded", "aria-label": title }, h("h2", {}, title), ...children);

/** The run that made a model or fitted its head; null for any other. */
const makerOf = ({ checkpointOf, origin }: Model): string | null =>
  origin.kind === "fitted" ? origin.source : checkpointOf;

/** The data that a checkpoint was fine-tuned on, and its accuracy before and after. */
function tuning(model: Model): (readonly [string, Child])[] {
  const { fineTuned } = model;
  if (fineTuned === null) {
    return [];
  }
  const data = `/data/${encodeURIComponent(fineTuned.dataId)}`;
  return [
    ["Fine-tuned on", h("a", { href: data }, fineTuned.dataName)],
    ["Test accuracy before → after", accuracyLine(model)],
  ];
}

function aboutCard(model: Model): HTMLElement {
  const { origin, createdAt, licence } = model;
  const maker = makerOf(model);
  const entries: (readonly [string, Child])[] = [
    ["Id", h("code", {}, model.id)],
    ["Family", model.family],
    ["Masked-LM head", model.maskedLm ? "yes" : "none: maps and playground work, and a run can fit one"],
    ["Layers", count(model.layers)],
    ["Hidden size", count(model.hidden)],
    ["Attention heads", count(model.heads)],
    ["Vocabulary", count(model.vocabulary)],
    ["Parameters", count(model.parameters)],
    ["Size", bytes(model.bytes)],
    ["Licence", licence ?? "not stated"],
    [
      "Origin",
      maker === null
        ? originLine(origin)
        : h("a", { href: `/runs/${encodeURIComponent(maker)}` }, originLine(origin)),
    ],
    ...(createdAt === null ? [] : ([["Added", moment(createdAt)]] as const)),
    ...tuning(model),
    ["SHA-256", h("code", { class: "hash" }, model.sha256)],
  ];
  return card("About", facts(entries));
}

const remarksCard = ({ remarks }: Model): HTMLElement | null =>
  remarks.length === 0 ? null : card("Notes", h("ul", {}, ...remarks.map((remark) => h("li", {}, remark))));

const usesCard = ({ usedBy }: Model): HTMLElement =>
  card(
    "Used by",
    usedBy.length === 0
      ? h("p", { class: "hint" }, "No run starts from this model.")
      : h(
          "ul",
          { class: "model-uses" },
          ...usedBy.map(({ runId, name, state }) =>
            h("li", {}, h("a", { href: `/runs/${encodeURIComponent(runId)}` }, name), " ", stateBadge(state)),
          ),
        ),
  );

/** Name and note; the name of a built-in model is fixed. */
function editCard(model: Model, changed: () => void): HTMLElement {
  const [nameId, noteId] = [uniqueId("name"), uniqueId("note")];
  const name = h("input", { id: nameId, class: "input", maxlength: 120, disabled: model.builtIn });
  name.value = model.name;
  const note = h("textarea", { id: noteId, class: "input", maxlength: 2000 });
  note.value = model.note;
  const fault = h("div");
  const form = h(
    "form",
    { class: "model-edit" },
    h("div", { class: "field" }, h("label", { for: nameId }, "Name"), name),
    h("div", { class: "field" }, h("label", { for: noteId }, "Note"), note),
    h("button", { type: "submit", class: "button" }, "Save"),
    fault,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    fault.replaceChildren();
    const change = { ...(model.builtIn ? {} : { name: name.value.trim() }), note: note.value.trim() };
    patch("/models/{modelId}", change, { path: { modelId: model.id } }).then(
      () => {
        toast("Saved.");
        changed();
      },
      (error: unknown) => fault.replaceChildren(errorNotice(error)),
    );
  });
  return card("Name and note", form);
}

function deleteCard(model: Model, { go }: Visit<ModelView>): HTMLElement | null {
  if (model.builtIn) {
    return null;
  }
  const fault = h("div");
  const button = h("button", { type: "button", class: "button danger" }, "Delete this model");
  button.addEventListener("click", () => {
    const text = `“${model.name}” is removed from the server. This cannot be undone. Runs that made or used it keep their results.`;
    void confirm("Delete this model?", text, "Delete", "Keep it").then(async (confirmed) => {
      if (confirmed) {
        await remove("/models/{modelId}", { modelId: model.id }).then(
          () => {
            toast(`“${model.name}” is deleted.`);
            go("/models");
          },
          (error: unknown) =>
            fault.replaceChildren(h("p", { class: "fault", role: "alert" }, messageOf(error))),
        );
      }
    });
  });
  return card("Delete", h("p", { class: "hint" }, "Refused while a run needs the model."), button, fault);
}
