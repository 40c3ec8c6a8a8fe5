import type { RunGroup, RunGroups } from "../../api/types.ts";
import { h } from "../../dom/element.ts";
import { count, duration, figure, percent, points } from "../../dom/format.ts";
import {
  type GroupName,
  GROUPS,
  groupView,
  type RunsView,
  writeRunsView,
} from "../../state/runs/runsView.ts";
import "./groupTable.css";

type Spread = RunGroup["metrics"][number];
type Metric = Spread["metric"];

/** The numbers of a group in the order of their columns: their names, and how a value and a deviation of each are written. */
const NUMBERS: Readonly<
  Record<
    Metric,
    { readonly name: string; value: (value: number) => string; spread: (value: number) => string }
  >
> = {
  accuracy_before: {
    name: "Accuracy before",
    value: (value) => percent(value),
    spread: (value) => (value * 100).toFixed(1),
  },
  accuracy_after: {
    name: "Accuracy after",
    value: (value) => percent(value),
    spread: (value) => (value * 100).toFixed(1),
  },
  accuracy_gain: {
    name: "Gain, in points",
    value: (value) => points(value),
    spread: (value) => (value * 100).toFixed(1),
  },
  cue_share: {
    name: "Best share on cues",
    value: (value) => value.toFixed(3),
    spread: (value) => value.toFixed(3),
  },
  duration: { name: "Duration", value: (value) => duration(value), spread: (value) => duration(value) },
};

const ORDER: readonly Metric[] = [
  "accuracy_before",
  "accuracy_after",
  "accuracy_gain",
  "cue_share",
  "duration",
];

/** Mean and standard deviation of a number, with its range as the title: 91.2 % ± 1.3. */
export function spreadCell(spread: Spread | undefined): HTMLElement {
  if (spread === undefined || spread.mean === null) {
    return h("span", { class: "hint" }, "–");
  }
  const { value, spread: deviation } = NUMBERS[spread.metric];
  const { runs, least, largest, standardDeviation } = spread;
  const range = least === null || largest === null ? "" : `, ${value(least)} to ${value(largest)}`;
  return h(
    "span",
    { class: "group-number", title: `${count(runs)} ${runs === 1 ? "run" : "runs"}${range}` },
    value(spread.mean),
    standardDeviation !== null && h("span", { class: "muted" }, ` ± ${deviation(standardDeviation)}`),
  );
}

/** What a group is called: the learning rate as it is written elsewhere, all others as they are. */
export const groupName = (by: GroupName, value: string): string =>
  by === "learning_rate" ? figure(Number(value)) : value;

function row(group: RunGroup, by: GroupName, view: RunsView): HTMLElement {
  const number = (name: Metric) => group.metrics.find(({ metric }) => metric === name);
  const others = [
    group.succeeded < group.runs ? `${count(group.succeeded)} succeeded` : "",
    group.failed > 0 ? `${count(group.failed)} failed` : "",
  ].filter((text) => text !== "");
  return h(
    "tr",
    {},
    h(
      "th",
      { scope: "row" },
      h("a", { href: writeRunsView(groupView(view, by, group.value)) }, groupName(by, group.value)),
    ),
    h(
      "td",
      { class: "number" },
      count(group.runs),
      others.length > 0 && h("span", { class: "hint group-states" }, others.join(", ")),
    ),
    ...ORDER.map((name) => h("td", { class: "number" }, spreadCell(number(name)))),
  );
}

/** The groups of runs; each opens to its runs. */
export function groupTable({ items }: RunGroups, by: GroupName, view: RunsView): HTMLElement {
  return h(
    "div",
    { class: "card scroll-x" },
    h(
      "table",
      { class: "table group-table", "aria-label": `Runs by ${GROUPS[by].toLowerCase()}` },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, GROUPS[by]),
          h("th", { scope: "col", class: "number" }, "Runs"),
          ...ORDER.map((name) => h("th", { scope: "col", class: "number" }, NUMBERS[name].name)),
        ),
      ),
      h("tbody", {}, ...items.map((group) => row(group, by, view))),
    ),
  );
}

/** What the numbers of groups mean. */
export const groupNote = (by: GroupName): string =>
  `Mean ± standard deviation over the runs that succeeded.${
    by === "tag"
      ? " A run with several tags counts in each of their groups, and one without tags in none."
      : ""
  }`;
