import type { Model } from "../../api/types.ts";
import { h, uniqueId } from "../../dom/element.ts";
import { count } from "../../dom/format.ts";
import { icon } from "../../dom/icon.ts";
import { modelGroups, modelLine, neighbour } from "../../state/launch/modelChoice.ts";
import type { LaunchContext } from "./launchContext.ts";

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 8,
  PageUp: -8,
};

/** A list of many models with a search: arrow keys move the choice while the search has the focus, as in a combo box. */
class ModelPicker {
  readonly element: HTMLElement;
  readonly #context: LaunchContext;
  readonly #list = h("div", {
    class: "model-list",
    role: "listbox",
    "aria-label": "Model",
    id: uniqueId("models"),
  });
  readonly #found = h("p", { class: "hint", role: "status" });
  readonly #chosen = h("p", { class: "model-chosen" });
  readonly #search = h("input", {
    type: "search",
    class: "input",
    placeholder: "Search by name, family or origin",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    "aria-label": "Search models",
    "aria-expanded": "true",
    "aria-controls": this.#list.id,
  });

  constructor(context: LaunchContext) {
    this.#context = context;
    this.element = h(
      "div",
      { class: "model-picker" },
      h("div", { class: "with-icon" }, icon("search"), this.#search),
      this.#list,
      this.#found,
      this.#chosen,
    );
    this.#search.addEventListener("input", () => this.#draw());
    this.#search.addEventListener("keydown", (event) => this.#move(event));
    this.#draw();
    context.view.changes(context.signal, () => this.#mark());
    // the list has a size, and can be scrolled to the choice, once it is part of the page
    requestAnimationFrame(() => this.#mark());
  }

  #groups() {
    return modelGroups(this.#context.models, this.#search.value.trim());
  }

  #draw(): void {
    const groups = this.#groups();
    this.#list.replaceChildren(
      ...groups.map(({ name, models }) => {
        const id = uniqueId("group");
        return h(
          "div",
          { role: "group", "aria-labelledby": id },
          h("div", { class: "model-group", id }, `${name} (${count(models.length)})`),
          ...models.map((model) => this.#option(model)),
        );
      }),
    );
    const found = groups.reduce((sum, { models }) => sum + models.length, 0);
    this.#found.textContent =
      found === 0
        ? "No model matches the search."
        : `${count(found)} of ${count(this.#context.models.length)} models.`;
    this.#mark();
  }

  #option(model: Model): HTMLElement {
    return h(
      "div",
      {
        class: "model-option",
        role: "option",
        id: uniqueId("model"),
        "data-model": model.id,
        title: `${model.name} (${model.id})`,
        on: { click: () => this.#choose(model) },
      },
      h("span", { class: "model-option-name" }, model.name),
      h("span", { class: "hint" }, modelLine(model)),
      !model.maskedLm && h("span", { class: "tag" }, "no masked-LM head"),
    );
  }

  #choose(model: Model): void {
    this.#context.change({ model: model.id }, "replace");
  }

  #mark(): void {
    const chosen = this.#context.view.value.model;
    const name = this.#context.models.find(({ id }) => id === chosen)?.name ?? "none";
    this.#chosen.replaceChildren("Chosen: ", h("b", {}, name));
    this.#search.removeAttribute("aria-activedescendant");
    for (const option of this.#list.querySelectorAll<HTMLElement>("[role=option]")) {
      const on = option.getAttribute("data-model") === chosen;
      option.setAttribute("aria-selected", String(on));
      if (on) {
        this.#search.setAttribute("aria-activedescendant", option.id);
        this.#show(option);
      }
    }
  }

  /** Scrolls the list, and not the page, to an option; the heading of its group stays on top of the list. */
  #show(option: HTMLElement): void {
    const [box, own] = [this.#list.getBoundingClientRect(), option.getBoundingClientRect()];
    const top = box.top + (option.parentElement?.firstElementChild?.getBoundingClientRect().height ?? 0);
    if (own.top < top) {
      this.#list.scrollTop -= top - own.top;
    } else if (own.bottom > box.bottom) {
      this.#list.scrollTop += own.bottom - box.bottom;
    }
  }

  #move(event: KeyboardEvent): void {
    if (event.key === "Enter") {
      event.preventDefault();
    }
    const step = STEPS[event.key];
    const next =
      step === undefined ? undefined : neighbour(this.#groups(), this.#context.view.value.model, step);
    if (next !== undefined) {
      event.preventDefault();
      this.#choose(next);
    }
  }
}

/** The choice among many models. */
export const modelPicker = (context: LaunchContext): HTMLElement => new ModelPicker(context).element;
