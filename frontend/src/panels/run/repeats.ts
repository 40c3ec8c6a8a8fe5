import { get } from "../../api/client.ts";
import type { Run } from "../../api/types.ts";
import { type Child, h } from "../../dom/element.ts";
import { compareRuns } from "../../state/compareView.ts";

type Named = Pick<Run, "id" | "name">;

/** Number of repetitions that are named. */
const MOST = 5;

const runLink = ({ id, name }: Named): HTMLElement =>
  h("a", { href: `/runs/${encodeURIComponent(id)}` }, name);

const compareLink = (first: string, second: string): HTMLElement =>
  h("a", { href: compareRuns(first, second) }, "compare");

/** The run that a run repeats, with the way to the comparison. */
export const repeatsWords = (run: Named, repeated: Named): Child[] => [
  "Repeats ",
  runLink(repeated),
  " (",
  compareLink(repeated.id, run.id),
  ")",
];

/** The runs that repeat a run, the latest first, each with the way to the comparison. */
export function repeatedByWords(run: Named, repetitions: readonly Named[], total: number): Child[] {
  const named = repetitions.flatMap((repetition, place): Child[] => [
    place === 0 ? "Repeated by " : ", ",
    runLink(repetition),
    " (",
    compareLink(run.id, repetition.id),
    ")",
  ]);
  const more = total - repetitions.length;
  return more > 0 ? [...named, ` and ${more} more`] : named;
}

/** What a run repeats and what repeats it; nothing is shown until that is known, and where there is neither. */
export function repeatsLines(run: Run, signal: AbortSignal): HTMLElement {
  const repeats = h("p", { class: "hint", hidden: true });
  const repeatedBy = h("p", { class: "hint", hidden: true });
  const show = (line: HTMLElement, words: readonly Child[]) => {
    line.hidden = words.length === 0;
    line.replaceChildren(h("span", {}, ...words));
  };
  const unknown = () => undefined;
  if (run.repeats !== null) {
    get("/runs/{runId}", { path: { runId: run.repeats }, signal }).then(
      (repeated) => show(repeats, repeatsWords(run, repeated)),
      unknown,
    );
  }
  get("/runs", { query: { repeats: run.id, limit: MOST }, signal }).then(
    ({ items, total }) => show(repeatedBy, repeatedByWords(run, items, total)),
    unknown,
  );
  return h("div", { class: "run-repeats" }, repeats, repeatedBy);
}
