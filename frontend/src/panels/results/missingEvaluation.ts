import { h } from "../../dom/element.ts";
import { icon } from "../../dom/icon.ts";
import { againView, writeLaunchView } from "../../state/launch/launchView.ts";
import type { ResultsContext } from "./resultsContext.ts";

/** A notice that an evaluation is missing and how to add it. */
export function missingNotice({ run, evaluations }: ResultsContext, evaluation: string): HTMLElement {
  const name = evaluations.find(({ id }) => id === evaluation)?.name ?? evaluation;
  return h(
    "section",
    { class: "card padded wide missing", "aria-label": `${name} is missing` },
    h("h2", {}, `${name} was not evaluated for this run`),
    h(
      "p",
      { class: "muted" },
      `This run was launched without this evaluation. Run it again with “${name}” among the evaluations: scores and checkpoint are computed anew, and the same seed gives the same figures.`,
    ),
    h("a", { href: writeLaunchView(againView(run)), class: "button small" }, icon("repeat"), "Run again"),
  );
}
