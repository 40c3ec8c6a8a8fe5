import { addressOf, post } from "../../api/client.ts";
import type { ImportSources, ModelImport } from "../../api/types.ts";
import { upload } from "../../api/upload.ts";
import { h, uniqueId } from "../../dom/element.ts";
import { bytes } from "../../dom/format.ts";
import { errorNotice, progressBar } from "../../dom/parts.ts";

/** The forms by which a model is imported, one for each source. */

export interface ImportFormContext {
  readonly sources: ImportSources;
  /** Called once an import has begun. */
  readonly begun: (started: ModelImport) => void;
  readonly signal: AbortSignal;
}

function field(label: string, control: HTMLElement, hint = ""): HTMLElement {
  const id = uniqueId("import");
  control.id = id;
  return h(
    "div",
    { class: "field" },
    h("label", { for: id }, label),
    control,
    hint !== "" && h("p", { class: "hint" }, hint),
  );
}

const input = (placeholder: string) =>
  h("input", { class: "input", placeholder, autocomplete: "off", spellcheck: "false", maxlength: 4096 });

const nameField = () => {
  const control = input("As it is called there");
  return { control, element: field("Name (optional)", control) };
};

/** A card with one source; a form whose submission failed says why below its button. */
function source(
  title: string,
  lead: string,
  content: readonly HTMLElement[],
  submit?: () => Promise<unknown>,
): HTMLElement {
  const fault = h("div");
  const button = h("button", { type: "submit", class: "button primary" }, "Import");
  const form = h("form", {}, ...content, submit !== undefined && button, fault);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    fault.replaceChildren();
    button.disabled = true;
    submit?.()
      .catch((error: unknown) => fault.replaceChildren(errorNotice(error)))
      .finally(() => {
        button.disabled = false;
      });
  });
  return h(
    "section",
    { class: "card padded model-source", "aria-label": title },
    h("h2", {}, title),
    h("p", { class: "hint" }, lead),
    form,
  );
}

const named = (name: string) => (name.trim() === "" ? {} : { name: name.trim() });
const revised = (revision: string) => (revision.trim() === "" ? {} : { revision: revision.trim() });

/** From the hub, by id and revision. */
export function hubForm({ sources, begun, signal }: ImportFormContext): HTMLElement {
  const id = input("bert-base-uncased");
  id.required = true;
  const revision = input("main");
  const name = nameField();
  const token = sources.hub.token ? " A token is sent to it." : "";
  return source(
    "From the Hugging Face hub",
    `By its id, such as roberta-base or google/electra-base-generator. Address: ${sources.hub.address}.${token}`,
    [field("Model id", id), field("Branch, tag or commit (optional)", revision), name.element],
    () =>
      post(
        "/imports",
        { hub: id.value.trim(), ...revised(revision.value), ...named(name.control.value) },
        { signal },
      ).then(begun),
  );
}

/** From the local cache of the hub, without the network. */
export function cacheForm({ sources, begun, signal }: ImportFormContext): HTMLElement {
  const title = "From the local cache of the hub";
  if (sources.cached.length === 0) {
    return source(title, "No model is in the cache of the server's user (HF_HOME, HF_HUB_CACHE).", []);
  }
  const revision = h("select", { class: "select" });
  const id = h(
    "select",
    { class: "select" },
    ...sources.cached.map((one) => h("option", { value: one.id }, one.id)),
  );
  const offer = () => {
    const revisions = sources.cached.find((one) => one.id === id.value)?.revisions ?? [];
    revision.replaceChildren(...revisions.map((value) => h("option", { value }, value)));
  };
  id.addEventListener("change", offer);
  offer();
  const name = nameField();
  return source(
    title,
    "What has been downloaded on the server before needs no network.",
    [field("Model", id), field("Revision", revision), name.element],
    () =>
      post(
        "/imports",
        { cached: id.value, ...revised(revision.value), ...named(name.control.value) },
        { signal },
      ).then(begun),
  );
}

/** From a folder of the server. */
export function folderForm({ sources, begun, signal }: ImportFormContext): HTMLElement {
  const title = "From a folder of the server";
  if (sources.roots.length === 0) {
    return source(
      title,
      "No folder is allowed. Start the server with --model-root DIR to offer the models below it.",
      [],
    );
  }
  const roots = sources.roots.join(", ");
  if (sources.folders.length === 0) {
    return source(title, `There is no folder with a config.json below ${roots}.`, []);
  }
  const folder = h(
    "select",
    { class: "select" },
    ...sources.folders.map(({ path, name }) => h("option", { value: path }, name)),
  );
  const name = nameField();
  return source(
    title,
    `Folders with a config.json below ${roots}.`,
    [field("Folder", folder), name.element],
    () => post("/imports", { folder: folder.value, ...named(name.control.value) }, { signal }).then(begun),
  );
}

/** By upload of a zip or of several files. */
export function uploadForm({ sources, begun, signal }: ImportFormContext): HTMLElement {
  const files = h("input", {
    type: "file",
    multiple: true,
    class: "visually-hidden",
    "aria-label": "Files of a model",
  });
  const choose = h("button", { type: "button", class: "button" }, "Choose files");
  choose.addEventListener("click", () => files.click());
  const chosen = h("p", { class: "hint", "aria-live": "polite" }, "or drop a zip or the files here");
  const zone = h("div", { class: "drop-zone" }, choose, chosen, files);
  const bar = progressBar("Upload");
  bar.element.hidden = true;
  const name = nameField();
  let present: readonly File[] = [];
  const show = (list: FileList | null) => {
    present = [...(list ?? [])];
    const size = present.reduce((sum, { size }) => sum + size, 0);
    chosen.textContent =
      present.length === 0
        ? "or drop a zip or the files here"
        : `${present.map((one) => one.name).join(", ")} (${bytes(size)})`;
  };
  files.addEventListener("change", () => show(files.files));
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    show(event.dataTransfer?.files ?? null);
  });
  return source(
    "Upload",
    `One zip, or config.json, the weights and the files of the tokenizer; at most ${bytes(sources.uploadLimit)}.`,
    [zone, name.element, bar.element],
    async () => {
      if (present.length === 0) {
        throw new Error("Choose a zip or the files of a model first.");
      }
      bar.element.hidden = false;
      try {
        begun(
          await upload<ModelImport>({
            address: uploadAddress(name.control.value.trim(), present),
            body: uploadBody(present),
            type: "application/zip",
            onProgress: ({ sent, total }) => bar.set(sent, total),
            signal,
          }),
        );
      } finally {
        bar.element.hidden = true;
      }
    },
  );
}

/** Where files are uploaded to, with the name that was typed, or else that of the zip. */
function uploadAddress(typed: string, files: readonly File[]): string {
  const name = typed === "" ? zipName(files) : typed;
  return addressOf("/imports/upload", {}, name === "" ? {} : { name });
}

const ZIP = /\.zip$/i;

/** The name of a single zip without its ending; empty for other files. */
export const zipName = (files: readonly File[]): string =>
  files.length === 1 && ZIP.test(files[0]?.name ?? "")
    ? (files[0]?.name.replace(ZIP, "") ?? "").slice(0, 120)
    : "";

/** One zip as it is, or several files as a form. */
export function uploadBody(files: readonly File[]): Blob | FormData {
  const [only] = files;
  if (files.length === 1 && only !== undefined && ZIP.test(only.name)) {
    return only;
  }
  const form = new FormData();
  files.forEach((file) => form.append("files", file, file.name));
  return form;
}
