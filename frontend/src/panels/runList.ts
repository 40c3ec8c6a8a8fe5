import { isFinished } from "../api/events.ts";
import type { Run } from "../api/types.ts";
import { accuracyChange } from "../charts/accuracyChange.ts";
import { type Child, h, svg } from "../dom/element.ts";
import { ago, count, duration, moment, percent, secondsBetween } from "../dom/format.ts";
import { icon } from "../dom/icon.ts";
import { STAGE_NAMES } from "../dom/names.ts";
import { outcomeMark, progressBar, stateBadge } from "../dom/parts.ts";
import { resultsOf } from "../state/results/resultsView.ts";
import { fractionDone, hasResults } from "../state/run/finishedRuns.ts";
import { filterCount, isFiltered, type RunsView } from "../state/runs/runsView.ts";
import { marksLine } from "./runMarks.ts";
import { starButton, tagLinks } from "./runs/starButton.ts";
import "./runList.css";

function progressCell(run: Run): HTMLElement {
  const { progress } = run;
  if (run.state === "failed") {
    return h("span", { class: "run-error", title: run.error }, run.error);
  }
  if (run.startedAt === null || isFinished(run)) {
    const waits = run.state === "queued" ? "Queued" : "Never started";
    const took = duration(secondsBetween(run.startedAt, run.finishedAt));
    return h("span", { class: "hint" }, run.startedAt === null ? waits : took);
  }
  const bar = progressBar(`Progress of ${run.name}`);
  bar.set(Math.round(fractionDone(run) * 1000), 1000);
  const left = progress.secondsLeft === null ? "" : `, ${duration(progress.secondsLeft)} left`;
  const stage = progress.stage === null ? "Starting" : STAGE_NAMES[progress.stage];
  const amount = progress.total === 0 ? "" : ` ${count(progress.done)}/${count(progress.total)}`;
  const text = `${stage}${amount}${left}`;
  return h("div", { class: "run-progress" }, bar.element, h("span", { class: "hint" }, text));
}

function accuracyCell(run: Run): Child {
  if (run.accuracyBefore === null) {
    return h("span", { class: "hint" }, "–");
  }
  return h(
    "div",
    { class: "run-accuracy" },
    accuracyChange(run.accuracyBefore, run.accuracyAfter),
    h("span", {}, percent(run.accuracyBefore)),
    run.accuracyAfter !== null && h("span", { class: "muted", "aria-label": "to" }, "→"),
    run.accuracyAfter !== null && h("strong", {}, percent(run.accuracyAfter)),
    hasResults(run) && h("a", { href: resultsOf(run.id), class: "run-results" }, "Results"),
  );
}

/** What the list does with a run beside showing it. */
export interface RowActions {
  readonly isChosen: (run: Run) => boolean;
  readonly choose: (run: Run, chosen: boolean) => void;
  /** The run was changed by its row. */
  readonly changed: (run: Run) => void;
}

function chooser(run: Run, { isChosen, choose }: RowActions): HTMLElement {
  const box = h("input", { type: "checkbox", "aria-label": `Select ${run.name}` });
  box.checked = isChosen(run);
  box.addEventListener("change", () => choose(run, box.checked));
  return h("label", { class: "run-choose" }, box);
}

const nameLine = (run: Run, { changed }: RowActions): HTMLElement =>
  h(
    "div",
    { class: "run-name-line" },
    h("a", { href: `/runs/${run.id}`, class: "run-link", title: run.name }, run.name),
    starButton(run, changed),
    run.archivedAt !== null && h("span", { class: "tag" }, "archived"),
  );

/** One run in the list. */
export function runRow(run: Run, actions: RowActions): HTMLElement {
  const { modelId, dataId, examples } = run.spec;
  const what = [modelId, dataId, examples === null ? "all examples" : `${count(examples)} examples`].join(
    " · ",
  );
  const cell = (label: string, name: string, ...children: Child[]) =>
    h("div", { role: "cell", class: `run-cell ${name}`, "data-label": label }, ...children);
  return h(
    "div",
    { role: "row", class: "run-row", "data-run": run.id },
    cell("Select", "run-choice", chooser(run, actions)),
    cell(
      "Run",
      "run-name",
      nameLine(run, actions),
      h("span", { class: "hint", title: what }, what),
      marksLine(run),
      run.tags.length > 0 && h("div", { class: "run-row-tags" }, ...tagLinks(run)),
    ),
    cell("State", "run-state", stateBadge(run.state), outcomeMark(run, "short")),
    cell("Progress", "", progressCell(run)),
    cell("Accuracy before and after", "", accuracyCell(run)),
    cell(
      "Launched",
      "run-when",
      h("time", { class: "hint", datetime: run.createdAt, title: moment(run.createdAt) }, ago(run.createdAt)),
    ),
  );
}

/** The list of runs; on narrow screens each run is a card. */
export function runTable(runs: readonly Run[], actions: RowActions): HTMLElement {
  const heads = ["", "Run", "State", "Progress", "Accuracy before → after", "Launched"];
  return h(
    "div",
    { role: "table", class: "card run-table", "aria-label": "Runs" },
    h(
      "div",
      { role: "row", class: "run-row run-heads" },
      ...heads.map((head) => h("div", { role: "columnheader" }, head)),
    ),
    ...runs.map((run) => runRow(run, actions)),
  );
}

function pictureOfMap(): SVGElement {
  const cells = Array.from({ length: 36 }, (_, index) => {
    const [row, column] = [Math.floor(index / 6), index % 6];
    const opacity =
      row === column ? 0.9 : Math.max(0.08, 0.5 / (1 + Math.abs(row - column)) - ((index * 7) % 5) / 30);
    return svg("rect", {
      x: column * 14,
      y: row * 14,
      width: 12,
      height: 12,
      rx: 2,
      fill: "var(--accent)",
      opacity,
    });
  });
  const cue = svg("rect", {
    x: 13,
    y: 55,
    width: 14,
    height: 14,
    rx: 3,
    fill: "none",
    stroke: "var(--cue)",
    "stroke-width": 2,
  });
  return svg("svg", { viewBox: "-2 -2 88 88", width: 88, height: 88, "aria-hidden": "true" }, ...cells, cue);
}

/** The message in place of an empty list of runs. */
export function emptyRuns(view: RunsView): HTMLElement {
  if (isFiltered(view)) {
    const onlyState = view.state !== "all" && filterCount(view) === 0 && view.search.trim() === "";
    return h(
      "div",
      { class: "card empty" },
      h("h2", {}, onlyState ? `No run is ${view.state}` : "No run fulfils all of the filters"),
      h("a", { href: "/", class: "button" }, "Show all runs"),
    );
  }
  return h(
    "div",
    { class: "card empty" },
    pictureOfMap(),
    h("h2", {}, "No runs yet"),
    h(
      "p",
      {},
      "Try a sentence in the playground: it shows at once what a model predicts and which words its layers mix. Or launch a run, which fine-tunes a model and evaluates its maps on many sentences, before and after.",
    ),
    h(
      "div",
      { class: "empty-actions" },
      h("a", { href: "/playground", class: "button primary" }, "Open the playground"),
      h("a", { href: "/launch", class: "button" }, icon("plus"), "Launch a run"),
    ),
  );
}
