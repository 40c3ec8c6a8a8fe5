import type { Pair, PairReport } from "../../api/types.ts";
import { h } from "../../dom/element.ts";
import { count, percent } from "../../dom/format.ts";
import { icon } from "../../dom/icon.ts";
import { DROP_REASONS } from "../../dom/names.ts";
import { tags } from "./dataTable.ts";
import { pairText } from "./pairText.ts";

const LISTED = 100;

/** What is known of a pair beside its sentence, in small letters. */
export function pairFacts(pair: Pair): HTMLElement {
  return h(
    "div",
    { class: "pair-facts" },
    h("span", { class: "tag", title: pair.paradigm }, pair.paradigm),
    h("span", {}, pair.label ?? "no label"),
    pair.split !== null && h("span", {}, pair.split),
    pair.cues.length === 0 && h("span", {}, "no cues"),
    pair.place !== null && h("span", {}, pair.place),
  );
}

export const pairList = (pairs: readonly Pair[], text: (pair: Pair) => HTMLElement): HTMLElement =>
  h("ol", { class: "pair-list" }, ...pairs.map((pair) => h("li", {}, text(pair), pairFacts(pair))));

function refusals({ reasons, refusedRows, refused }: PairReport): HTMLElement {
  const rows = refusedRows.slice(0, LISTED);
  const more = refused - rows.length;
  return h(
    "div",
    { class: "refusals" },
    h("h3", {}, "Rows that cannot be used"),
    h(
      "ul",
      { class: "reasons" },
      ...reasons.map(({ reason, meaning, count: rowsOfReason }) =>
        h("li", { title: meaning }, `${count(rowsOfReason)}: ${DROP_REASONS[reason] ?? meaning}`),
      ),
    ),
    h(
      "details",
      { open: refused <= 10 },
      h("summary", {}, "Line by line"),
      h(
        "ol",
        { class: "refused-rows" },
        ...rows.map(({ place, detail }) => h("li", {}, h("strong", {}, place), ` ${detail}`)),
      ),
      more > 0 && h("p", { class: "hint" }, `and ${count(more)} more`),
    ),
  );
}

/** What a file becomes: numbers, the rows that are refused, and the first pairs as they were read. */
export function reportView(report: PairReport): HTMLElement {
  const { rows, used, refused, problem, cued, labels, split, pairs } = report;
  const share = rows === 0 ? "" : ` (${percent(refused / rows)})`;
  const facts: (readonly [string, Node | string])[] = [
    ["Rows", count(rows)],
    ["Pairs that can be used", count(used)],
    ["Refused", `${count(refused)}${refused === 0 ? "" : share}`],
    ["With cue words", count(cued)],
    ["Split", split === "given" ? "as the rows say" : "at random, by the seed"],
  ];
  const labelLine = tags(labels.map(({ label, count: n }) => ({ name: label, title: label, pairs: n })));
  return h(
    "div",
    { class: "report" },
    problem !== null &&
      h("div", { class: "notice error", role: "alert" }, icon("warning"), h("p", {}, problem)),
    h(
      "dl",
      { class: "facts" },
      ...facts.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))),
      h("div", {}, h("dt", {}, "Labels"), h("dd", {}, labelLine)),
    ),
    refused > 0 && refusals(report),
    h("h3", {}, "The first pairs as they were read"),
    pairs.length === 0
      ? h("p", { class: "muted" }, "No row can be used.")
      : pairList(pairs, (pair) => pairText(pair)),
  );
}
