import { get } from "../../api/client.ts";
import { messageOf } from "../../api/problem.ts";
import type { DataSources } from "../../api/types.ts";
import { h, uniqueId } from "../../dom/element.ts";

type Folder = DataSources["folders"][number];

export interface ServerFolder {
  /** The field with its label, its button and a hint that names the folders that may be read. */
  readonly element: HTMLElement;
  readonly button: HTMLButtonElement;
  /** Asks the server which folders may be read, and offers them. */
  readonly offer: () => void;
}

interface Settings {
  readonly label: string;
  readonly button: string;
  /** What is offered of the folders that the server has found. */
  readonly offered: (folder: Folder) => boolean;
  readonly read: (path: string) => void;
  readonly signal: AbortSignal;
}

const NONE =
  "No folder of the server may be read. Start the server with --data-root DIR to allow the folder DIR and all below it.";

/** A field for a folder of the server, which offers those that may be read once it is asked to. */
export function serverFolder({ label, button: text, offered, read, signal }: Settings): ServerFolder {
  const id = uniqueId("folder");
  const list = h("datalist", { id: uniqueId("folders") });
  const path = h("input", {
    id,
    class: "input mono",
    name: "folder",
    spellcheck: "false",
    autocomplete: "off",
    maxlength: 4096,
    placeholder: "/path/on/the/server",
    list: list.id,
  });
  const button = h("button", { type: "button", class: "button" }, text);
  const hint = h("p", { class: "hint" });
  const submit = () => {
    if (path.value.trim() !== "") {
      read(path.value.trim());
    }
  };
  button.addEventListener("click", submit);
  path.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      submit();
    }
  });
  const show = ({ roots, folders }: DataSources) => {
    list.replaceChildren(...folders.filter(offered).map((folder) => h("option", { value: folder.path })));
    hint.textContent =
      roots.length === 0 ? NONE : `Folders that may be read: ${roots.join(", ")}, and all below.`;
    path.disabled = button.disabled = roots.length === 0;
  };
  const offer = () => {
    get("/data/sources", { signal }).then(show, (error: unknown) => {
      hint.textContent = signal.aborted ? "" : messageOf(error);
    });
  };
  const row = h("div", { class: "input-row" }, path, button, list);
  return { element: h("div", { class: "field" }, h("label", { for: id }, label), row, hint), button, offer };
}
