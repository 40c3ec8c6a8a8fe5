import { h } from "../../dom/element.ts";
import { icon } from "../../dom/icon.ts";
import { againView, writeLaunchView } from "../../state/launch/launchView.ts";
import type { ResultsContext } from "./resultsContext.ts";

/** Says that an evaluation is not there, and how it is made. */
export function missingNotice({ run, evaluations }: ResultsContext, evaluation: string): HTMLElement {
  const name = evaluations.find(({ id }) => id === evaluation)?.name ?? evaluation;
  return h(
    "section",
    { class: "card padded wide missing", "aria-label": `${name} is not made` },
    h("h2", {}, `${name}: not made for this run`),
    h(
      "p",
      { class: "muted" },
      `This run was launched without it. Launch it again with “${name}” chosen among the evaluations: scores and checkpoint are made anew, with the same figures for the same seed.`,
    ),
    h("a", { href: writeLaunchView(againView(run)), class: "button small" }, icon("repeat"), "Run again"),
  );
}
