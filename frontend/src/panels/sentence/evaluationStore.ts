import { type EvaluatedSentence, loadEvaluated } from "../../figures/sentence/sentenceEvaluation.ts";
import { Latest } from "../../state/latest.ts";
import { Store } from "../../state/store.ts";
import type { SentenceContext } from "./sentenceContext.ts";

/** What is known of the evaluations of the sentence that is shown. */
export type Evaluated =
  | { readonly state: "reading" }
  | { readonly state: "failed"; readonly error: unknown; readonly again: () => void }
  | { readonly state: "read"; readonly sentence: EvaluatedSentence };

const stores = new WeakMap<SentenceContext, Store<Evaluated>>();

/** What the evaluations say of the sentence, read once for all panels of a page whenever another is shown. */
export function evaluatedOf(context: SentenceContext): Store<Evaluated> {
  const known = stores.get(context);
  if (known !== undefined) {
    return known;
  }
  const store = new Store<Evaluated>({ state: "reading" });
  stores.set(context, store);
  const latest = new Latest(context.signal);
  let asked = "";
  const read = () => {
    const now = context.shown.value;
    const [first] = now?.loaded ?? [];
    if (now === undefined || first === undefined) {
      return;
    }
    const { method, aggregation } = now;
    const scoreRuns = now.loaded.map(({ scoreRun }) => scoreRun);
    const key = JSON.stringify([scoreRuns.map(({ id }) => id), first.example.index, method, aggregation]);
    if (key === asked) {
      return;
    }
    asked = key;
    latest.run(
      (signal) => loadEvaluated(scoreRuns, first.example.index, { method, aggregation }, signal),
      (sentence) => store.set({ state: "read", sentence }),
      (error) => {
        asked = "";
        store.set({ state: "failed", error, again: read });
      },
    );
  };
  context.shown.watch(context.signal, read);
  return store;
}
