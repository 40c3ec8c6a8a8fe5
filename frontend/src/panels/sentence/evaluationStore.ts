import { type EvaluatedSentence, loadEvaluated } from "../../figures/sentence/sentenceEvaluation.ts";
import { Latest } from "../../state/latest.ts";
import { Store } from "../../state/store.ts";
import type { SentenceContext } from "./sentenceContext.ts";

/** The state of reading the evaluation of the present sentence. */
export type EvaluationState =
  | { readonly state: "reading" }
  | { readonly state: "failed"; readonly error: unknown; readonly again: () => void }
  | { readonly state: "read"; readonly sentence: EvaluatedSentence };

const stores = new WeakMap<SentenceContext, Store<EvaluationState>>();

/** The evaluation of the present sentence; it is read once for all panels whenever the sentence changes. */
export function evaluationOf(context: SentenceContext): Store<EvaluationState> {
  const present = stores.get(context);
  if (present !== undefined) {
    return present;
  }
  const store = new Store<EvaluationState>({ state: "reading" });
  stores.set(context, store);
  const latest = new Latest(context.signal);
  let requestKey = "";
  const read = () => {
    const now = context.picture.value;
    const [first] = now?.sources ?? [];
    if (now === undefined || first === undefined) {
      return;
    }
    const { method, aggregation } = now;
    const scoreRuns = now.sources.map(({ scoreRun }) => scoreRun);
    const key = JSON.stringify([scoreRuns.map(({ id }) => id), first.example.index, method, aggregation]);
    if (key === requestKey) {
      return;
    }
    requestKey = key;
    latest.run(
      (signal) => loadEvaluated(scoreRuns, first.example.index, { method, aggregation }, signal),
      (sentence) => store.set({ state: "read", sentence }),
      (error) => {
        requestKey = "";
        store.set({ state: "failed", error, again: read });
      },
    );
  };
  context.picture.watch(context.signal, read);
  return store;
}
