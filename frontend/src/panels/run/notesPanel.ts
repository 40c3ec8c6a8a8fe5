import { get, patch } from "../../api/client.ts";
import { messageOf } from "../../api/problem.ts";
import { h } from "../../dom/element.ts";
import { icon } from "../../dom/icon.ts";
import { errorNotice, loading } from "../../dom/parts.ts";
import type { Panel } from "../panel.ts";
import type { RunContext } from "./runContext.ts";
import "./notesPanel.css";

const LONGEST = 20_000;

class Notes {
  readonly #context: RunContext;
  readonly #edit = h(
    "button",
    { type: "button", class: "button small", hidden: true, on: { click: () => this.#form() } },
    icon("pen"),
    "Edit",
  );
  readonly #body = h("div", { class: "notes-body" }, loading(2));
  #notes = "";

  constructor(host: HTMLElement, context: RunContext) {
    this.#context = context;
    host.append(h("div", { class: "card-head" }, h("h2", {}, "Notes"), this.#edit), this.#body);
    this.#read();
  }

  #read(): void {
    const { run, signal } = this.#context;
    get("/runs/{runId}/notes", { path: { runId: run.value.id }, signal }).then(
      ({ notes }) => this.#show(notes),
      (error: unknown) =>
        signal.aborted ? undefined : this.#body.replaceChildren(errorNotice(error, () => this.#read())),
    );
  }

  /** The parser of Markdown is loaded where there is something to read. */
  #show(notes: string): void {
    this.#notes = notes;
    this.#edit.hidden = false;
    if (notes === "") {
      this.#body.replaceChildren(
        h("p", { class: "hint" }, "None yet. What was this run for, and what came of it?"),
      );
      return;
    }
    import("../../help/notesMarkdown.ts").then(
      ({ notesContent }) =>
        this.#body.replaceChildren(h("div", { class: "notes-text" }, notesContent(notes))),
      (error: unknown) => this.#body.replaceChildren(errorNotice(error, () => this.#show(notes))),
    );
  }

  #form(): void {
    this.#edit.hidden = true;
    const text = h("textarea", {
      class: "input notes-input",
      "aria-label": "Notes in Markdown",
      maxlength: LONGEST,
      rows: 10,
    });
    text.value = this.#notes;
    const fault = h("p", { class: "fault", role: "alert", hidden: true });
    const save = h("button", { type: "submit", class: "button primary small" }, "Save");
    const leave = () => this.#show(this.#notes);
    const form = h(
      "form",
      { class: "notes-form" },
      text,
      h(
        "p",
        { class: "hint" },
        "Markdown: ",
        h("code", {}, "# heading, *emphasis*, - list, [link](https://…)"),
      ),
      fault,
      h(
        "div",
        { class: "actions" },
        save,
        h("button", { type: "button", class: "button small", on: { click: leave } }, "Cancel"),
      ),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      save.disabled = true;
      this.#save(text.value).catch((error: unknown) => {
        save.disabled = false;
        fault.hidden = false;
        fault.textContent = messageOf(error);
      });
    });
    this.#body.replaceChildren(form);
    text.focus();
  }

  async #save(notes: string): Promise<void> {
    const { run } = this.#context;
    await patch("/runs/{runId}", { notes }, { path: { runId: run.value.id } });
    this.#show(notes.trim());
  }
}

/** What people have written about the run. */
export const panel: Panel<RunContext> = {
  title: "Notes",
  order: 20,
  place: "side",
  mount(host, context) {
    new Notes(host, context);
  },
};
