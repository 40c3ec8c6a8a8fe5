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

/** A notice that an evaluation is missing, why, and how to get it. */
export function missingNotice(context: ResultsContext, evaluation: string): HTMLElement {
  const { title, text, again } = whyMissing(context, evaluation);
  const { run } = context;
  const [href, label] = again
    ? [writeLaunchView(againView(run)), "Run again"]
    : [`/runs/${encodeURIComponent(run.id)}`, "The run"];
  return h(
    "section",
    { class: "card padded wide missing", "aria-label": title },
    h("h2", {}, title),
    h("p", { class: "muted" }, text),
    h("a", { href, class: "button small" }, again && icon("repeat"), label),
  );
}
