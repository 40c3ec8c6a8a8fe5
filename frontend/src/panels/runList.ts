import type { Run } from "../api/types.ts";
import { type Child, h, svg } from "../dom/element.ts";
import { count } from "../dom/format.ts";
import { icon } from "../dom/icon.ts";
import { type ColumnName, COLUMNS } from "../state/runs/listColumns.ts";
import { filterCount, isFiltered, type RunsView } from "../state/runs/runsView.ts";
import { marksLine } from "./runMarks.ts";
import { type CellContext, CELLS } from "./runs/runCells.ts";
import { rowMenu } from "./runs/rowMenu.ts";
import { starButton, tagLinks } from "./runs/starButton.ts";
import { runInFull } from "../state/run/runLabel.ts";
import "./runList.css";

/** What the list does with a run beside showing it. */
export interface RowActions {
  readonly isChosen: (run: Run) => boolean;
  readonly choose: (run: Run, chosen: boolean) => void;
  /** The run was changed by its row. */
  readonly changed: (run: Run) => void;
}

function chooser(run: Run, { isChosen, choose }: RowActions): HTMLElement {
  const box = h("input", { type: "checkbox", "aria-label": `Select ${runInFull(run)}` });
  box.checked = isChosen(run);
  box.addEventListener("change", () => choose(run, box.checked));
  return h("label", { class: "run-choose" }, box);
}

const nameLine = (run: Run, { changed }: RowActions, { baseline }: CellContext): HTMLElement =>
  h(
    "div",
    { class: "run-name-line" },
    h("a", { href: `/runs/${run.id}`, class: "run-link", title: runInFull(run) }, run.name),
    starButton(run, changed),
    rowMenu(run, baseline),
    baseline?.id === run.id && h("span", { class: "tag" }, "baseline"),
    run.archivedAt !== null && h("span", { class: "tag" }, "archived"),
  );

/** What a list shows of each run. */
export interface ListShape extends CellContext {
  readonly columns: readonly ColumnName[];
}

/** One run in the list. */
export function runRow(run: Run, actions: RowActions, shape: ListShape): HTMLElement {
  const { modelId, dataId, examples } = run.spec;
  const what = [modelId, dataId, examples === null ? "all examples" : `${count(examples)} examples`].join(
    " · ",
  );
  const cell = (label: string, name: string, ...children: Child[]) =>
    h("div", { role: "cell", class: `run-cell ${name}`, "data-label": label }, ...children);
  const tagged = run.tags.length > 0 && !shape.columns.includes("tags");
  return h(
    "div",
    { role: "row", class: "run-row", "data-run": run.id },
    cell("Select", "run-choice", chooser(run, actions)),
    cell(
      "Run",
      "run-name",
      nameLine(run, actions, shape),
      h("span", { class: "hint", title: what }, what),
      marksLine(run),
      tagged && h("div", { class: "run-row-tags" }, ...tagLinks(run)),
    ),
    ...shape.columns.map((column) =>
      cell(COLUMNS[column], `run-${column}-cell`, ...CELLS[column].cell(run, shape)),
    ),
  );
}

/** Puts a row in the place of another; what had the focus there has it again. */
export function replaceRow(row: HTMLElement, next: HTMLElement): void {
  const label = document.activeElement?.getAttribute("aria-label");
  const focused = row.contains(document.activeElement);
  row.replaceWith(next);
  if (focused) {
    const same = [...next.querySelectorAll<HTMLElement>("[aria-label]")].find(
      (element) => element.getAttribute("aria-label") === label,
    );
    (same ?? next.querySelector("a"))?.focus();
  }
}

const NAME_WIDTH = 220;
const BOX_WIDTH = 20;
const GAP = 16;
const PADDING = 40;

/** The tracks of the table's grid, and the width below which it is scrolled. */
export function tracks(columns: readonly ColumnName[]): { readonly grid: string; readonly least: number } {
  const cells = columns.map((column) => CELLS[column]);
  const widths = cells.map(({ width, share }) =>
    share === undefined ? `minmax(${width}px, 0.4fr)` : `minmax(${width}px, ${share}fr)`,
  );
  const least = [BOX_WIDTH, NAME_WIDTH, ...cells.map(({ width }) => width)].reduce(
    (sum, width) => sum + width,
  );
  return {
    grid: [`${BOX_WIDTH}px`, `minmax(${NAME_WIDTH}px, 2.2fr)`, ...widths].join(" "),
    least: least + GAP * (columns.length + 1) + PADDING,
  };
}

/** The list of runs; on narrow screens each run is a card. */
export function runTable(runs: readonly Run[], actions: RowActions, shape: ListShape): HTMLElement {
  const heads = ["", "Run", ...shape.columns.map((column) => COLUMNS[column])];
  const { grid, least } = tracks(shape.columns);
  return h(
    "div",
    {
      role: "table",
      class: "card run-table",
      "aria-label": "Runs",
      style: `--run-columns:${grid};--run-width:${least}px`,
    },
    h(
      "div",
      { role: "row", class: "run-row run-heads" },
      ...heads.map((head) => h("div", { role: "columnheader" }, head)),
    ),
    ...runs.map((run) => runRow(run, actions, shape)),
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
