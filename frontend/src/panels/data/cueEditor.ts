import { post } from "../../api/client.ts";
import { messageOf } from "../../api/problem.ts";
import type { CorrectedCues, DataSet } from "../../api/types.ts";
import { h, uniqueId } from "../../dom/element.ts";
import { count } from "../../dom/format.ts";
import { icon } from "../../dom/icon.ts";
import { changeList } from "./changeList.ts";
import { cueRule } from "./cueRule.ts";

/** The corrections of single pairs that are not stored yet, by the pair's id. */
export type SingleCues = ReadonlyMap<string, readonly number[]>;

export interface CueEditor {
  readonly element: HTMLElement;
  /** Says how many single pairs are corrected. */
  noteSingle(): void;
}

/** What corrections would change. */
function outcomeOf({ total, unmatched, items }: CorrectedCues, pairs: number): HTMLElement {
  return h(
    "div",
    {},
    h("p", {}, `${count(total)} of ${count(pairs)} pairs change their cue words.`),
    unmatched > 0 &&
      h(
        "p",
        { class: "hint" },
        `In ${count(unmatched)} pairs the rule finds no word; they stay as they are.`,
      ),
    changeList(items, total),
  );
}

/** The form that tries corrections of cues and stores them as a new version. */
export function cueEditor(
  set: DataSet,
  single: SingleCues,
  stored: (id: string) => void,
  signal: AbortSignal,
): CueEditor {
  const rule = cueRule(set);
  const name = h("input", {
    id: uniqueId("name"),
    class: "input",
    maxlength: 120,
    placeholder: `${set.name}, cues corrected`,
  });
  const note = h("p", { class: "hint", role: "status" });
  const outcome = h("div", {});
  const send = async (dryRun: boolean) => {
    outcome.replaceChildren();
    const chosen = rule.rule();
    const body = {
      dryRun,
      rules: chosen === undefined ? [] : [chosen],
      pairs: [...single].map(([id, cues]) => ({ id, cues: [...cues] })),
      ...(name.value.trim() === "" ? {} : { name: name.value.trim() }),
    };
    try {
      const answer = await post("/data/{dataId}/cues", body, { path: { dataId: set.id }, signal });
      if (answer.data === null) {
        outcome.append(outcomeOf(answer, set.pairs));
      } else {
        stored(answer.data.id);
      }
    } catch (error) {
      if (!signal.aborted) {
        const text = h("span", {}, messageOf(error));
        outcome.append(h("p", { class: "fault", role: "alert" }, icon("warning", 14), text));
      }
    }
  };
  const button = (label: string, dryRun: boolean, kind: string) =>
    h("button", { type: "button", class: kind, on: { click: () => void send(dryRun) } }, label);
  const noteSingle = () => {
    note.textContent =
      single.size === 0
        ? "No pair is corrected by clicks yet."
        : `${count(single.size)} ${single.size === 1 ? "pair is" : "pairs are"} corrected by clicks.`;
  };
  noteSingle();
  const actions = [
    button("Try it", true, "button"),
    button("Store as a new version", false, "button primary"),
  ];
  return {
    element: editorCard(rule.element, name, note, h("div", { class: "actions" }, ...actions), outcome),
    noteSingle,
  };
}

const LEAD =
  "Click words of the pairs below to make them cues or not, or set a rule. The data set stays as it is; a new version of it is stored.";

function editorCard(rule: HTMLElement, name: HTMLInputElement, ...rest: HTMLElement[]): HTMLElement {
  return h(
    "section",
    { class: "card padded cue-editor", "aria-label": "Correct cues" },
    h("h2", {}, "Correct cues"),
    h("p", { class: "hint" }, LEAD),
    rule,
    h("div", { class: "field" }, h("label", { for: name.id }, "Name of the new version"), name),
    ...rest,
  );
}
