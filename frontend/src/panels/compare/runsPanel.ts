import { get } from "../../api/client.ts";
import { isFinished, watchRun } from "../../api/events.ts";
import type { FigureDifference, Run } from "../../api/types.ts";
import { h } from "../../dom/element.ts";
import { percent } from "../../dom/format.ts";
import { icon } from "../../dom/icon.ts";
import { errorNotice, loading, stateBadge } from "../../dom/parts.ts";
import {
  figuresTable,
  remarksOf,
  type RunPair,
  runSettingsTable,
  verdictOf,
} from "../../figures/compare/runFigures.ts";
import { tableCard } from "../../figures/tableCard.ts";
import { follow } from "../../state/answers.ts";
import { withItems } from "../../state/compareView.ts";
import type { Panel } from "../panel.ts";
import { marksLine } from "../runMarks.ts";
import type { CompareContext, CompareScene } from "./compareContext.ts";
import { runInFull } from "../../state/run/runLabel.ts";

const PAGE = 200;

/** The runs of the items, if they are exactly two. */
function runsOfItems({ scoreRuns }: CompareScene): readonly [string, string] | undefined {
  const [first, second, ...more] = new Set([...scoreRuns.values()].map(({ run }) => run.id));
  return first === undefined || second === undefined || more.length > 0 ? undefined : [first, second];
}

const runLine = (run: Run): HTMLElement =>
  h(
    "li",
    { class: "compare-what" },
    h("a", { href: `/runs/${encodeURIComponent(run.id)}` }, run.name),
    isFinished(run) ? null : stateBadge(run.state),
    marksLine(run),
  );

class RunsCard {
  readonly element = h("div", { class: "compare-figures", hidden: true });
  readonly #context: CompareContext;
  readonly #list = h("ol", { class: "compare-runs" });
  readonly #outcome = h("div", { class: "compare-verdict", "aria-live": "polite" });
  readonly #figures = tableCard("run-differences");
  readonly #settings = tableCard("item-settings");
  readonly #more = h("button", { type: "button", class: "button" }, "Show more figures");
  #pair: RunPair | undefined;
  #watching: AbortController | undefined;

  constructor(context: CompareContext) {
    this.#context = context;
    const { view, signal, change, readOnly } = context;
    const close = h(
      "button",
      { type: "button", class: "icon-button", title: "Close this comparison", "aria-label": "Close" },
      icon("cross", 14),
    );
    close.hidden = readOnly;
    close.addEventListener("click", () => change({ runs: [] }));
    this.#more.addEventListener("click", () => void this.#readMore());
    this.#figures.element.append(this.#more);
    this.element.append(
      h(
        "section",
        { class: "card padded", "aria-label": "Two runs" },
        h("div", { class: "card-head" }, h("h2", {}, "Run against run"), close),
        this.#list,
        this.#outcome,
      ),
    );
    follow(view, signal, {
      key: ({ runs }) => runs.join(),
      read: async ({ runs }) => {
        this.element.hidden = runs.length !== 2;
        return this.element.hidden ? undefined : await this.#read(runs);
      },
      show: (pair) => pair !== undefined && this.#show(pair),
      failed: (error, again) => this.#outcome.replaceChildren(errorNotice(error, again)),
      busy: () => {
        this.#watching?.abort();
        this.#blank(loading(2));
      },
    });
  }

  #blank(outcome: HTMLElement): void {
    this.#figures.element.remove();
    this.#settings.element.remove();
    this.#outcome.replaceChildren(outcome);
  }

  /** Both runs with their figures once both are finished. */
  async #read(ids: readonly string[]): Promise<RunPair | undefined> {
    const { answers, signal, methods, evaluations, readOnly } = this.#context;
    const [first, second] = await Promise.all(
      ids.map((runId) =>
        readOnly
          ? answers.read("/runs/{runId}", { path: { runId } })
          : get("/runs/{runId}", { path: { runId }, signal }),
      ),
    );
    if (first === undefined || second === undefined) {
      return undefined;
    }
    this.#list.replaceChildren(runLine(first), runLine(second));
    const open = [first, second].find((run) => !isFinished(run));
    if (open !== undefined) {
      this.#wait(open, ids);
      return undefined;
    }
    const differences = await answers.read("/runs/{runId}/differences/{otherRunId}", {
      path: { runId: first.id, otherRunId: second.id },
      query: { limit: PAGE },
    });
    return { runs: [first, second], differences, figures: differences.items, methods, evaluations };
  }

  /** Says how far an unfinished run is, and compares once it is finished. */
  #wait(run: Run, ids: readonly string[]): void {
    const note = h("p", {});
    this.#blank(note);
    this.#watching?.abort();
    const watching = new AbortController();
    this.#watching = watching;
    const signal = AbortSignal.any([watching.signal, this.#context.signal]);
    const say = ({ name, state, progress: { done, total } }: Run) => {
      const far = state === "running" && total > 0 ? `, ${percent(done / total, 0)} done` : "";
      note.textContent = `“${name}” is ${state}${far}. The figures are compared once it is finished; this page may be closed meanwhile.`;
    };
    const follows = (now: Run) => {
      say(now);
      if (isFinished(now)) {
        watching.abort();
        this.#read(ids).then(
          (pair) => pair !== undefined && this.#show(pair),
          (error: unknown) => this.#outcome.replaceChildren(errorNotice(error)),
        );
      }
    };
    say(run);
    const nothing = () => undefined;
    watchRun(
      run.id,
      {
        run: follows,
        step: nothing,
        epoch: nothing,
        log: nothing,
        head: nothing,
        deleted: () => {
          note.textContent = `${runInFull(run)} was deleted.`;
        },
        catchUp: () => Promise.resolve(),
        connection: nothing,
      },
      signal,
    );
  }

  #show(pair: RunPair): void {
    this.#pair = pair;
    const same = pair.differences.figures === pair.differences.identical;
    this.#outcome.replaceChildren(
      h(
        "p",
        { class: `runs-verdict ${same ? "same" : ""}` },
        icon(same ? "check" : "compare"),
        verdictOf(pair),
      ),
      ...remarksOf(pair).map((remark) => h("p", { class: "hint" }, remark)),
    );
    this.#settings.show(runSettingsTable(pair));
    this.#settings.element.classList.toggle("none-differ", pair.differences.settings.length === 0);
    this.element.append(this.#figures.element, this.#settings.element);
    this.#figures.show(
      figuresTable(pair, this.#context.readOnly ? undefined : (one) => this.#open(pair, one)),
    );
    this.#more.hidden = this.#context.readOnly || pair.figures.length >= pair.differences.total;
  }

  async #readMore(): Promise<void> {
    const pair = this.#pair;
    if (pair === undefined) {
      return;
    }
    this.#more.disabled = true;
    const [first, second] = pair.runs;
    try {
      const next = await this.#context.answers.read("/runs/{runId}/differences/{otherRunId}", {
        path: { runId: first.id, otherRunId: second.id },
        query: { limit: 1000, offset: pair.figures.length },
      });
      if (this.#pair === pair) {
        this.#show({ ...pair, figures: [...pair.figures, ...next.items] });
      }
    } catch (error) {
      this.#outcome.append(errorNotice(error));
    } finally {
      this.#more.disabled = false;
    }
  }

  /** Compares one figure layer by layer, with the maps behind it. */
  #open({ differences }: RunPair, { when, measure, method, aggregation }: FigureDifference): void {
    const scoreRunIds = differences.phases.find((phase) => phase.when === when)?.scoreRunIds ?? [];
    if (method !== null) {
      const items = scoreRunIds.map((scoreRunId) => ({
        scoreRunId,
        method,
        aggregation: aggregation ?? ("none" as const),
      }));
      this.#context.change({ ...withItems(items), measure, group: "all" });
      document.querySelector('[aria-label="Compared items"]')?.scrollIntoView();
    }
  }
}

/** The way from items of two runs to the comparison of all figures of these runs. */
function offer({ scene, change, readOnly, signal }: CompareContext): HTMLElement {
  const button = h("button", { type: "button", class: "button small compare-offer" });
  button.append(icon("compare", 14), "Compare all figures of these two runs");
  scene.watch(signal, (now) => {
    const runs = now === undefined ? undefined : runsOfItems(now);
    button.hidden = readOnly || runs === undefined || now?.view.runs.join() === runs.join();
    button.onclick = () => runs !== undefined && change({ runs });
  });
  return button;
}

/** All figures of two runs, to the last bit. */
export const panel: Panel<CompareContext> = {
  title: "Two runs",
  order: 5,
  place: "wide",
  mount: (host, context) => host.append(new RunsCard(context).element, offer(context)),
};
