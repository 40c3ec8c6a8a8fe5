import type { Estimate } from "../../api/types.ts";
import { h } from "../../dom/element.ts";
import { bytes } from "../../dom/format.ts";
import { BASELINE_NAMES, RULE_NAMES } from "../../dom/names.ts";
import { type Choice, segmented, select } from "../../dom/parts.ts";
import type { NumberName } from "../../state/launch/launchView.ts";
import {
  choiceOf,
  CHOICES,
  NUMBERS,
  numberText,
  ROWS,
  writtenChoice,
} from "../../state/launch/launchView.ts";
import { faultLine, field } from "./formField.ts";
import type { LaunchContext } from "./launchContext.ts";

type ChoiceName = keyof typeof CHOICES;

const ROW_CHOICES: readonly Choice<(typeof ROWS)[number]>[] = [
  { value: "all", label: "Whole maps" },
  { value: "target", label: "The target's row only" },
];

const ROWS_NOTES = {
  all: "Every row of every map is stored, so that maps can be shown and rolled out over layers.",
  target:
    "Much smaller and faster. Enough for cue alignment of single layers, but maps cannot be shown or rolled out.",
} as const;

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The rows that the form stands for: what is chosen, or else suggested; undefined while that is not known. */
const rowsOf = ({ view, estimate }: LaunchContext): Estimate["maps"]["suggested"] | undefined =>
  ROWS.find((rows) => rows === view.value.rows) ??
  (estimate.value.kind === "known" ? estimate.value.estimate.maps.suggested : undefined);

/** How large whole maps would be, and what follows from it. */
function sizeNote({ estimate }: LaunchContext): string {
  if (estimate.value.kind !== "known") {
    return "";
  }
  const { bytes: size, limit, suggested } = estimate.value.estimate.maps;
  const [whole, most] = [bytes(size), bytes(limit)];
  return suggested === "all"
    ? ` Whole maps would take ${whole}; up to ${most} they are suggested.`
    : ` Whole maps would take ${whole}. Above ${most}, only the target's row is suggested.`;
}

function rowsChoice(context: LaunchContext): HTMLElement {
  const { view, change, estimate, signal } = context;
  const rows = segmented("Rows of the maps", ROW_CHOICES, (value) => change({ rows: value }, "replace"));
  const note = h("p", { class: "hint" });
  const draw = () => {
    const now = rowsOf(context);
    if (now !== undefined) {
      rows.show(now);
      note.textContent = ROWS_NOTES[now] + sizeNote(context);
    }
  };
  view.watch(signal, draw);
  estimate.watch(signal, draw);
  return h(
    "div",
    { class: "field" },
    h("span", { class: "field-label", "aria-hidden": "true" }, "Rows of the maps"),
    h("div", {}, rows.element),
    note,
    faultLine(context, "scoring.rows"),
  );
}

function choiceField(context: LaunchContext, name: ChoiceName, spec: ChoiceSpec): HTMLElement {
  const { view, change, signal } = context;
  const control = select(
    spec.label,
    CHOICES[name].map((value) => ({ value, label: spec.names[value] ?? value })),
    "",
    (value) => change({ [name]: writtenChoice(name, value) }, "replace"),
  );
  control.name = `scoring.attribution.${name}`;
  view.watch(signal, (now) => {
    control.value = choiceOf(now, name);
  });
  return h(
    "div",
    { class: "field" },
    h("span", { class: "field-label", "aria-hidden": "true" }, spec.label),
    control,
    h("p", { class: "hint" }, spec.hint),
    faultLine(context, `scoring.attribution.${name}`),
  );
}

interface ChoiceSpec {
  readonly label: string;
  readonly hint: string;
  readonly names: Readonly<Record<string, string>>;
}

const BASELINE: ChoiceSpec = {
  label: "Baseline",
  hint: "Starting point of integrated gradients. Default: zero",
  names: BASELINE_NAMES,
};

const RULE: ChoiceSpec = {
  label: "Rule",
  hint: "Position of the points on the path. Default: midpoint",
  names: Object.fromEntries(Object.entries(RULE_NAMES).map(([rule, name]) => [rule, capital(name)])),
};

function numberField(context: LaunchContext, name: NumberName, label: string, hint: string): HTMLElement {
  return field(context, {
    label,
    hint,
    input: NUMBERS[name].input,
    numeric: true,
    placeholder: NUMBERS[name].usual,
    value: () => numberText(context.view.value, name),
    change: (value) => context.change({ [name]: value }, "replace"),
  });
}

/** A summary of the scoring options for the folded section. */
function inShort(context: LaunchContext): string {
  const view = context.view.value;
  const now = rowsOf(context);
  const rows = ROW_CHOICES.find(({ value }) => value === now)?.label ?? "Rows as suggested";
  const baseline = BASELINE_NAMES[choiceOf(view, "baseline")].toLowerCase();
  const steps = `integrated gradients in ${numberText(view, "steps")} steps from ${baseline}`;
  return `${rows}; ${steps}, ${RULE_NAMES[choiceOf(view, "rule")]}; seed ${numberText(view, "scoringSeed")}`;
}

/** Rows, integrated gradients and seed, folded up while they are as usual. */
export function scoringOptions(context: LaunchContext): HTMLElement {
  const { view, estimate, faults, signal } = context;
  const short = h("span", { class: "hint" });
  const element = h(
    "details",
    { class: "bring options" },
    h("summary", {}, "Scoring options ", short),
    rowsChoice(context),
    h(
      "div",
      { class: "fields" },
      numberField(
        context,
        "steps",
        "Steps",
        "Number of points for integrated gradients, 1 to 1000. Default: 50",
      ),
      choiceField(context, "baseline", BASELINE),
      choiceField(context, "rule", RULE),
      numberField(
        context,
        "scoringSeed",
        "Scoring seed",
        "Seed for everything random in scoring. Default: 42",
      ),
    ),
  );
  const usual = (name: NumberName) => numberText(view.value, name) === NUMBERS[name].usual;
  element.open =
    !usual("steps") ||
    !usual("scoringSeed") ||
    view.value.rows !== "" ||
    (Object.keys(CHOICES) as ChoiceName[]).some((name) => view.value[name] !== "");
  const draw = () => {
    short.textContent = inShort(context);
  };
  view.watch(signal, draw);
  estimate.watch(signal, draw);
  faults.changes(signal, (now) => {
    element.open ||= [...now.keys()].some((input) => input.startsWith("scoring"));
  });
  return element;
}
