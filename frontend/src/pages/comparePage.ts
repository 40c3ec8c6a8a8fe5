import { h } from "../dom/element.ts";
import { errorNotice, loading, pageHead } from "../dom/parts.ts";
import type { CompareContext, ComparedScoreRun, CompareScene } from "../panels/compare/compareContext.ts";
import { comparePanels } from "../panels/compare/comparePanels.ts";
import { bareHost, mountPanels } from "../panels/panel.ts";
import { Answers, follow } from "../state/answers.ts";
import {
  type CompareView,
  EDITABLE_IN_SHARE,
  itemOf,
  readCompareView,
  withItems,
  writeCompareView,
} from "../state/compareView.ts";
import { definePage, type Visit } from "../state/page.ts";
import { Store } from "../state/store.ts";
import { baseline, readBaseline } from "../state/runs/baseline.ts";
import { namedRun, runLabels } from "../state/run/runLabel.ts";
import "./comparePage.css";

const LEAD = "Compare runs, checkpoints and methods on the sentences that they have in common.";

/** Two to six methods, checkpoints or runs beside each other. */
export const comparePage = definePage<CompareView>({
  section: "compare",
  read: readCompareView,
  write: writeCompareView,
  samePage: () => true,
  editableInShare: EDITABLE_IN_SHARE,
  mount(host, visit) {
    visit.title("Compare");
    const body = h("div", { class: "compare-body" }, h("div", { class: "card" }, loading(4)));
    host.append(h("div", { class: "page results-page" }, pageHead("Compare", LEAD), body));
    const answers = new Answers(visit.signal);
    const open = () => {
      const first = readFirstItem(visit);
      Promise.all([answers.read("/methods"), answers.read("/evaluations"), first]).then(
        ([methods, evaluations]) => {
          const scene = new Store<CompareScene | undefined>(undefined);
          const { view, change, readOnly, signal } = visit;
          mount(body, { methods, evaluations, view, change, scene, answers, readOnly, signal }, visit);
        },
        (error: unknown) =>
          visit.signal.aborted ? undefined : body.replaceChildren(errorNotice(error, open)),
      );
    };
    open();
  },
});

/** Puts the baseline where nothing is compared yet: what is added is then held against it. */
async function readFirstItem({ view, change, readOnly, signal }: Visit<CompareView>): Promise<void> {
  const isEmpty = () => view.value.items.length === 0 && view.value.runs.length === 0;
  if (readOnly) {
    return;
  }
  await readBaseline(signal);
  const items = baseline.value === undefined ? [] : itemOf(baseline.value);
  if (items.length > 0 && isEmpty() && !signal.aborted) {
    change(withItems(items), "replace");
  }
}

function mount(body: HTMLElement, context: CompareContext, visit: Visit<CompareView>): void {
  const { view, scene, answers, signal } = context;
  const fault = h("div", { class: "results-fault" });
  body.replaceChildren(fault);
  mountPanels(comparePanels, context, (panel) => {
    const host = bareHost(panel);
    body.append(host);
    return host;
  });
  follow(view, signal, {
    key: (now) => JSON.stringify(now),
    read: async (now) => ({ view: now, scoreRuns: await loadScoreRuns(answers, now) }),
    show: (now) => {
      fault.replaceChildren();
      scene.set(now);
      visit.title(titleOf(now));
    },
    failed: (error, again) => fault.replaceChildren(errorNotice(error, again)),
  });
}

/** The score runs of all items, each with its run and what is evaluated of it. */
async function loadScoreRuns(
  answers: Answers,
  { items }: CompareView,
): Promise<ReadonlyMap<string, ComparedScoreRun>> {
  const ids = [...new Set(items.map(({ scoreRunId }) => scoreRunId))];
  const read = async (scoreRunId: string): Promise<[string, ComparedScoreRun]> => {
    const path = { scoreRunId };
    const [scoreRun, evaluated] = await Promise.all([
      answers.read("/scores/{scoreRunId}", { path }),
      answers.read("/scores/{scoreRunId}/evaluations", { path }),
    ]);
    const run = await answers.read("/runs/{runId}", { path: { runId: scoreRun.runId } });
    return [scoreRunId, { scoreRun, run, evaluated }];
  };
  return new Map(await Promise.all(ids.map(read)));
}

function titleOf({ view, scoreRuns }: CompareScene): string {
  const labels = runLabels([...scoreRuns.values()].map(({ run }) => namedRun(run)));
  const runs = [
    ...new Set(
      view.items.map(({ scoreRunId }) => labels.get(scoreRuns.get(scoreRunId)?.run.id ?? "") ?? scoreRunId),
    ),
  ];
  return runs.length === 0 ? "Compare" : `Comparison of ${runs.join(" and ")}`.slice(0, 180);
}
