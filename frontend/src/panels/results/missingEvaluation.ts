import { get } from "../../api/client.ts";
import type { Run } from "../../api/types.ts";
import { h } from "../../dom/element.ts";
import { icon } from "../../dom/icon.ts";
import { againView, writeLaunchView } from "../../state/launch/launchView.ts";
import { type MissingResult, missingResult } from "../../state/results/missingResult.ts";
import type { ResultsContext } from "./resultsContext.ts";

/** Why an evaluation of the page's run is missing. */
export const whyMissing = (
  { run, evaluations }: Pick<ResultsContext, "run" | "evaluations">,
  evaluation: string,
): MissingResult =>
  missingResult(run, evaluation, evaluations.find(({ id }) => id === evaluation)?.name ?? evaluation);

/** Replaces the text where the data set of the run cannot have the evaluation. */
function sayWhatTheDataLack(
  paragraph: HTMLElement,
  { spec }: Run,
  evaluation: string,
  signal: AbortSignal,
): void {
  get("/data/{dataId}", { path: { dataId: spec.dataId }, signal }).then(
    ({ notOffered }) => {
      const lack = notOffered.find((one) => one.evaluation === evaluation);
      if (lack !== undefined) {
        paragraph.textContent = lack.reason;
      }
    },
    // The data set of an old run may be gone: then there is no more to say.
    () => undefined,
  );
}

/** A notice that an evaluation is missing, why, and how to get it. */
export function missingNotice(context: ResultsContext, evaluation: string): HTMLElement {
  const { title, text, again } = whyMissing(context, evaluation);
  const { run } = context;
  const [href, label] = again
    ? [writeLaunchView(againView(run)), "Run again"]
    : [`/runs/${encodeURIComponent(run.id)}`, "The run"];
  const paragraph = h("p", { class: "muted" }, text);
  if (!context.readOnly) {
    sayWhatTheDataLack(paragraph, run, evaluation, context.signal);
  }
  return h(
    "section",
    { class: "card padded wide missing", "aria-label": title },
    h("h2", {}, title),
    paragraph,
    h("a", { href, class: "button small" }, again && icon("repeat"), label),
  );
}
