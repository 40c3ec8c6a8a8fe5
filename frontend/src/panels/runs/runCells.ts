import { isFinished } from "../../api/events.ts";
import type { QueueItem, Run } from "../../api/types.ts";
import { accuracyChange } from "../../charts/accuracyChange.ts";
import { type Child, h } from "../../dom/element.ts";
import { ago, count, duration, figure, moment, percent, points, secondsBetween } from "../../dom/format.ts";
import { STAGE_NAMES } from "../../dom/names.ts";
import { outcomeMark, progressBar, stateBadge } from "../../dom/parts.ts";
import { ownerWait, placeOf, startsIn } from "../../state/queue/queueWords.ts";
import { resultsOf } from "../../state/results/resultsView.ts";
import { fractionDone, hasResults } from "../../state/run/finishedRuns.ts";
import type { ColumnName } from "../../state/runs/listColumns.ts";
import { ownerName } from "../../state/runs/ownerName.ts";
import { tagLinks } from "./starButton.ts";
import { runInFull } from "../../state/run/runLabel.ts";

/** What cells of a run are drawn from beside the run. */
export interface CellContext {
  /** The run that the others are held against. */
  readonly baseline: Run | undefined;
  /** Where runs wait, by their ids. */
  readonly waiting?: ReadonlyMap<string, QueueItem>;
  /** Names of methods by their ids, as far as they are known. */
  readonly methods?: ReadonlyMap<string, string>;
}

/** A column: the width that it takes at least in pixels, its share of what is left over, and its cell for a run. */
export interface Column {
  readonly width: number;
  readonly share?: number;
  readonly cell: (run: Run, context: CellContext) => readonly Child[];
}

const NONE = "–";

/** The place of a queued run and when it is expected to begin, as far as they are known. */
function waitingCell(item: QueueItem | undefined): HTMLElement {
  if (item === undefined) {
    return h("span", { class: "hint" }, "Queued");
  }
  return h(
    "div",
    { class: "run-waits hint" },
    h("a", { href: "/queue" }, placeOf(item)),
    item.startsInSeconds !== null && h("span", {}, `starts ${startsIn(item)}`),
    item.waitsForOwner && h("span", {}, ownerWait(item)),
  );
}

function progressCell(run: Run, { waiting }: CellContext): HTMLElement {
  const { progress } = run;
  if (run.state === "queued") {
    return waitingCell(waiting?.get(run.id));
  }
  if (run.state === "failed") {
    return h("span", { class: "run-error", title: run.error }, run.error);
  }
  if (run.startedAt === null || isFinished(run)) {
    const took = duration(secondsBetween(run.startedAt, run.finishedAt));
    return h("span", { class: "hint" }, run.startedAt === null ? "Never started" : took);
  }
  const bar = progressBar(`Progress of ${runInFull(run)}`);
  bar.set(Math.round(fractionDone(run) * 1000), 1000);
  const left = progress.secondsLeft === null ? "" : `, ${duration(progress.secondsLeft)} left`;
  const stage = progress.stage === null ? "Starting" : STAGE_NAMES[progress.stage];
  const amount = progress.total === 0 ? "" : ` ${count(progress.done)}/${count(progress.total)}`;
  const text = `${stage}${amount}${left}`;
  return h("div", { class: "run-progress" }, bar.element, h("span", { class: "hint" }, text));
}

function accuracyCell(run: Run): Child {
  if (run.accuracyBefore === null) {
    return h("span", { class: "hint" }, NONE);
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

const time = (when: string | null): Child =>
  when === null ? NONE : h("time", { class: "hint", datetime: when, title: moment(when) }, ago(when));

const inPoints = (from: number | null | undefined, to: number | null | undefined): string =>
  typeof from !== "number" || typeof to !== "number" ? NONE : `${points(to - from)} points`;

/** The accuracy after fine-tuning against the baseline's, in percentage points. */
export const differenceText = (run: Run, baseline: Run | undefined): string =>
  baseline?.id === run.id ? "baseline" : inPoints(baseline?.accuracyAfter, run.accuracyAfter);

/** The best share on cues after fine-tuning, with the method and the layer that have it. */
function cuesCell({ bestCueShare }: Run, { methods }: CellContext): Child {
  if (bestCueShare === null) {
    return NONE;
  }
  const { value, method, layer } = bestCueShare;
  return h(
    "div",
    { class: "run-cues" },
    h("strong", {}, figure(value)),
    h("span", { class: "hint" }, `${methods?.get(method) ?? method}, layer ${layer}`),
  );
}

/** Who has launched a run, as a link to all their runs; an account that was deleted has no name any more. */
export const ownerLink = ({ owner }: Pick<Run, "owner">): Child =>
  owner === null
    ? NONE
    : h(
        "a",
        {
          href: `/?owner=${encodeURIComponent(owner.id)}`,
          class: owner.displayName === null ? "run-owner hint" : "run-owner",
          title: `All runs of ${ownerName(owner)}`,
        },
        ownerName(owner),
      );

/** The cells of all columns. */
export const CELLS: Readonly<Record<ColumnName, Column>> = {
  state: { width: 144, cell: (run) => [stateBadge(run.state), outcomeMark(run, "short")] },
  progress: { width: 160, share: 1.3, cell: (run, context) => [progressCell(run, context)] },
  accuracy: { width: 250, share: 1.4, cell: (run) => [accuracyCell(run)] },
  before: { width: 96, cell: (run) => [percent(run.accuracyBefore)] },
  after: { width: 96, cell: (run) => [percent(run.accuracyAfter)] },
  gain: { width: 112, cell: (run) => [inPoints(run.accuracyBefore, run.accuracyAfter)] },
  cues: { width: 150, share: 0.8, cell: (run, context) => [cuesCell(run, context)] },
  difference: { width: 124, cell: (run, { baseline }) => [differenceText(run, baseline)] },
  duration: {
    width: 84,
    cell: ({ startedAt, finishedAt }) => [
      startedAt === null || finishedAt === null ? NONE : duration(secondsBetween(startedAt, finishedAt)),
    ],
  },
  launched: { width: 96, cell: (run) => [time(run.createdAt)] },
  finished: { width: 96, cell: (run) => [time(run.finishedAt)] },
  seed: { width: 80, cell: (run) => [String(run.spec.fineTuning.seed)] },
  rate: { width: 80, cell: (run) => [figure(run.spec.fineTuning.learningRate)] },
  model: { width: 140, share: 1, cell: (run) => [run.spec.modelId] },
  data: { width: 120, share: 1, cell: (run) => [run.spec.dataId] },
  examples: {
    width: 84,
    cell: ({ spec: { examples } }) => [examples === null ? "all" : count(examples)],
  },
  owner: { width: 120, share: 0.8, cell: (run) => [ownerLink(run)] },
  tags: { width: 140, share: 1, cell: (run) => [h("div", { class: "run-row-tags" }, ...tagLinks(run))] },
};
