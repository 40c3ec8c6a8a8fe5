import { get } from "../../api/client.ts";
import type { RunChoices } from "../../api/types.ts";
import { messageOf } from "../../api/problem.ts";
import { labelled } from "../../dom/controls.ts";
import { h } from "../../dom/element.ts";
import { figure } from "../../dom/format.ts";
import { icon } from "../../dom/icon.ts";
import { type Choice, select, toast } from "../../dom/parts.ts";
import type { Visit } from "../../state/page.ts";
import {
  ALL_RUNS,
  filterCount,
  ME,
  NOBODY,
  readCondition,
  type RunsView,
  writeCondition,
} from "../../state/runs/runsView.ts";
import { ownerName } from "../../state/runs/ownerName.ts";
import { hasAccounts, session } from "../../state/session.ts";
import { sweepSelect } from "./sweepSelect.ts";
import "./runFilters.css";

const METRICS: readonly Choice<string>[] = [
  { value: "", label: "any" },
  { value: "accuracy_after", label: "Accuracy after" },
  { value: "accuracy_before", label: "Accuracy before" },
  { value: "accuracy_gain", label: "Gain in accuracy" },
  { value: "cue_share", label: "Best share on cues" },
  { value: "learning_rate", label: "Learning rate" },
  { value: "seed", label: "Seed" },
  { value: "duration", label: "Duration in seconds" },
];
const COMPARISONS: readonly Choice<string>[] = [">", ">=", "<", "<=", "="].map((value) => ({
  value,
  label: { ">": "above", ">=": "at least", "<": "below", "<=": "at most", "=": "equal to" }[value] ?? value,
}));

export type Filters = Pick<Visit<RunsView>, "view" | "change" | "signal">;
type ChoiceName = "model" | "data" | "tag" | "owner";

/** A value that runs have, how many have it, and what it is called where that is not the value itself. */
interface Value {
  readonly value: string;
  readonly runs: number;
  readonly label?: string;
}

/** A list of what runs have, with the number of runs of each; a value of the address that no run has stands too. */
class ChoiceSelect {
  readonly element: HTMLSelectElement;
  readonly #filters: Filters;
  readonly #name: ChoiceName;

  constructor(label: string, name: ChoiceName, filters: Filters) {
    this.#filters = filters;
    this.#name = name;
    this.element = select<string>(label, [{ value: "", label: "any" }], "", (value) =>
      filters.change({ [name]: value === "" ? undefined : value, offset: 0 }),
    );
    filters.view.watch(filters.signal, () => this.#show());
  }

  fill(choices: readonly Value[], first: readonly HTMLOptionElement[] = []): void {
    this.element.replaceChildren(
      h("option", { value: "" }, "any"),
      ...first,
      ...choices.map(({ value, runs, label = value }) => h("option", { value }, `${label} (${runs})`)),
    );
    this.#show();
  }

  #show(): void {
    const value = this.#filters.view.value[this.#name] ?? "";
    if (![...this.element.options].some((option) => option.value === value)) {
      this.element.append(h("option", { value }, value));
    }
    this.element.value = value;
  }
}

/** The owner of the runs, with those of the reader first. */
class OwnerSelect extends ChoiceSelect {
  constructor(filters: Filters) {
    super("Owner", "owner", filters);
    this.fillOwners([]);
  }

  fillOwners(owners: RunChoices["owners"]): void {
    this.fill(
      owners.map(({ value, name, runs }) => ({ value, runs, label: nameOf(value, name) })),
      [h("option", { value: ME }, "Mine")],
    );
  }
}

const nameOf = (value: string, name: string | null): string =>
  value === NOBODY ? "Nobody" : ownerName({ id: value, displayName: name });

function dayInput(label: string, name: "since" | "until", { view, change, signal }: Filters): HTMLElement {
  const input = h("input", { type: "date", class: "input", "aria-label": label });
  input.addEventListener("change", () =>
    change({ [name]: input.value === "" ? undefined : input.value, offset: 0 }),
  );
  view.watch(signal, (now) => {
    input.value = now[name] ?? "";
  });
  return labelled(label, input);
}

/** A condition on a number; it holds once its number is there. */
function condition({ view, change, signal }: Filters): HTMLElement {
  const bound = h("input", {
    type: "number",
    step: "any",
    class: "input",
    "aria-label": "Bound",
    placeholder: "0.95",
  });
  const take = () => {
    bound.disabled = metric.value === "";
    const where =
      metric.value === "" || bound.value === ""
        ? undefined
        : writeCondition({ metric: metric.value, comparison: comparison.value, bound: bound.value });
    if (where !== view.value.where) {
      change({ where, offset: 0 });
    }
  };
  const metric = select<string>("Number", METRICS, "", take);
  const comparison = select<string>("Comparison", COMPARISONS, ">", take);
  bound.addEventListener("change", take);
  view.watch(signal, ({ where }) => {
    const parts = readCondition(where);
    if (parts !== undefined) {
      [metric.value, comparison.value, bound.value] = [parts.metric, parts.comparison, parts.bound];
    } else if (bound.value !== "") {
      [metric.value, bound.value] = ["", ""];
    }
    bound.disabled = metric.value === "";
  });
  return labelled("Number", h("div", { class: "run-condition" }, metric, comparison, bound));
}

function starredSwitch({ view, change, signal }: Filters): HTMLElement {
  const box = h("input", { type: "checkbox" });
  box.addEventListener("change", () => change({ starred: box.checked, offset: 0 }));
  view.watch(signal, ({ starred }) => {
    box.checked = starred;
  });
  return h("label", { class: "switch" }, box, "Starred only");
}

function archivedSelect({ view, change, signal }: Filters): HTMLElement {
  const choices = [
    { value: "", label: "hidden" },
    { value: "included", label: "listed too" },
    { value: "only", label: "only these" },
  ];
  const element = select<string>("Archived runs", choices, "", (value) =>
    change({ archived: value === "included" || value === "only" ? value : undefined, offset: 0 }),
  );
  view.watch(signal, ({ archived }) => {
    element.value = archived ?? "";
  });
  return labelled("Archived runs", element);
}

/** The seed and the learning rate of a group that was opened, each with a way to drop it. */
const groupMarks = ({ view, change, signal }: Filters): HTMLElement[] =>
  (["seed", "rate"] as const).map((name) => {
    const drop = h("button", { type: "button", class: "button quiet small" });
    drop.addEventListener("click", () => change({ [name]: undefined, offset: 0 }));
    view.watch(signal, (now) => {
      drop.hidden = now[name] === undefined;
      drop.replaceChildren(
        `${name === "seed" ? "Seed" : "Learning rate"} ${figure(Number(now[name]))}`,
        icon("cross", 14),
      );
      drop.title = "Drop this filter";
    });
    return drop;
  });

/** The whole list in the order, the groups and the columns of a view. */
const unfiltered = ({ sort, by, groups, columns }: RunsView): RunsView => ({
  ...ALL_RUNS,
  sort,
  by,
  groups,
  columns,
});

/** The further filters, folded up while none of them holds. */
export function runFilters(filters: Filters): HTMLElement {
  const { view, change, signal } = filters;
  const [model, data, tag] = [
    new ChoiceSelect("Model", "model", filters),
    new ChoiceSelect("Data", "data", filters),
    new ChoiceSelect("Tag", "tag", filters),
  ];
  const owner = hasAccounts(session.value) ? new OwnerSelect(filters) : undefined;
  const fill = () =>
    get("/run-choices", { signal }).then(
      (choices) => {
        model.fill(choices.models);
        data.fill(choices.dataSets);
        tag.fill(choices.tags);
        owner?.fillOwners(choices.owners);
      },
      (error: unknown) => (signal.aborted ? undefined : toast(messageOf(error))),
    );
  const many = h("span");
  const clear = h(
    "button",
    {
      type: "button",
      class: "button quiet small",
      on: { click: () => change(unfiltered(view.value)) },
    },
    "Clear all filters",
  );
  const body = h(
    "div",
    { class: "run-filter-fields" },
    labelled("Model", model.element),
    labelled("Data", data.element),
    labelled("Tag", tag.element),
    owner && labelled("Owner", owner.element),
    dayInput("Launched from", "since", filters),
    dayInput("Launched until", "until", filters),
    condition(filters),
    sweepSelect(filters),
    archivedSelect(filters),
    h("div", { class: "run-filter-ends" }, starredSwitch(filters), ...groupMarks(filters), clear),
  );
  const details = h(
    "details",
    { class: "run-filters", open: filterCount(view.value) > 0 },
    h("summary", { class: "button small" }, icon("filter", 14), many),
    body,
  );
  details.addEventListener("toggle", () => {
    if (details.open) {
      void fill();
    }
  });
  view.watch(signal, (now) => {
    const count = filterCount(now);
    many.textContent = count === 0 ? "Filters" : `Filters (${count})`;
  });
  return details;
}
