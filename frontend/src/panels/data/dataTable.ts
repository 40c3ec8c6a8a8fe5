import { remove } from "../../api/client.ts";
import { messageOf } from "../../api/problem.ts";
import type { DataSet } from "../../api/types.ts";
import { cardTable, type Column, hash } from "../../dom/cardTable.ts";
import { type Child, h } from "../../dom/element.ts";
import { count } from "../../dom/format.ts";
import { DROP_REASONS, paradigmName } from "../../dom/names.ts";
import { confirm, toast } from "../../dom/parts.ts";

/** How many pairs are in neither split; opened, why, and in which lines of which files. */
export function leftOut({ dropped, read }: DataSet): Child {
  const pairs = dropped.reduce((sum, reason) => sum + reason.count, 0);
  if (pairs === 0) {
    return "none";
  }
  const reasons = dropped.map(({ reason, meaning, count: some, where }) => {
    const more = some > where.length && where.length > 0 ? `, and ${count(some - where.length)} more` : "";
    return h(
      "li",
      { title: meaning },
      `${count(some)}: ${DROP_REASONS[reason] ?? meaning}`,
      where.length === 0 ? null : h("span", { class: "muted" }, ` (${where.join(", ")}${more})`),
    );
  });
  return h(
    "details",
    { class: "left-out" },
    h("summary", {}, `${count(pairs)} of ${count(read)}`),
    h("ul", {}, ...reasons),
  );
}

const LISTED = 6;

/** A few names with their numbers; the rest are counted. */
export function tags(entries: readonly { name: string; title: string; pairs: number }[]): Child {
  if (entries.length === 0) {
    return h("span", { class: "muted" }, "none");
  }
  const rest = entries.slice(LISTED);
  const more = rest.map(({ name }) => name).join(", ");
  return h(
    "span",
    { class: "tags" },
    ...entries
      .slice(0, LISTED)
      .map(({ name, title, pairs }) => h("span", { class: "tag", title }, `${name} ${count(pairs)}`)),
    rest.length > 0 && h("span", { class: "tag", title: more }, `and ${count(rest.length)} more`),
  );
}

export const paradigmTags = ({ paradigms }: DataSet): Child =>
  tags(
    paradigms.map(({ paradigm, count: pairs }) => ({
      name: paradigm,
      title: paradigmName(paradigm),
      pairs,
    })),
  );

export const labelTags = ({ labels }: Pick<DataSet, "labels">): Child =>
  tags(labels.map(({ label, count: pairs }) => ({ name: label, title: label, pairs })));

/** What uses a data set, each as a link; the rest are counted. */
export function users({ usedBy }: DataSet): Child {
  if (usedBy.length === 0) {
    return h("span", { class: "muted" }, "nothing");
  }
  const links = usedBy
    .slice(0, 3)
    .map(({ kind, id, name }) =>
      h(
        "li",
        {},
        kind === "run" ? "run " : "new version ",
        h("a", { href: `/${kind === "run" ? "runs" : "data"}/${encodeURIComponent(id)}` }, name),
      ),
    );
  const more = usedBy.length - links.length;
  return h(
    "ul",
    { class: "users" },
    ...links,
    more > 0 && h("li", { class: "muted" }, `and ${count(more)} more`),
  );
}

/** Asks whether to delete a data set, and deletes it; what uses it is said by the server. */
export async function deleteData({ id, name }: DataSet, done: () => void): Promise<void> {
  const text = `The pairs of “${name}” will be gone. This cannot be undone.`;
  if (await confirm("Delete this data set?", text, "Delete", "Keep it")) {
    await remove("/data/{dataId}", { dataId: id }).then(done, (error: unknown) => toast(messageOf(error)));
  }
}

/** All data sets on a card. */
export function dataTable(sets: readonly DataSet[], reload: () => void): HTMLElement {
  const columns: Column[] = [
    ["Data set", "text"],
    ["Pairs", "number"],
    ["Labels", "text"],
    ["Paradigms", "text"],
    ["Left out", "text"],
    ["Used by", "text"],
    ["", "number"],
  ];
  const rows = sets.map((set) => [
    h(
      "div",
      { class: "data-name" },
      h("a", { href: `/data/${encodeURIComponent(set.id)}` }, set.name),
      h("span", { class: "hint" }, set.origin ?? "stored by an earlier version"),
      hash(set.sha256),
    ),
    h(
      "div",
      {},
      count(set.pairs),
      h("div", { class: "hint" }, `${count(set.train)} train, ${count(set.test)} test`),
    ),
    labelTags(set),
    paradigmTags(set),
    leftOut(set),
    users(set),
    h(
      "span",
      { class: "row-actions" },
      h("a", { href: `/launch?data=${encodeURIComponent(set.id)}`, class: "button small" }, "Launch"),
      set.id !== "sample" &&
        set.usedBy.length === 0 &&
        h(
          "button",
          {
            type: "button",
            class: "button small danger",
            "aria-label": `Delete ${set.name}`,
            on: { click: () => void deleteData(set, reload) },
          },
          "Delete",
        ),
    ),
  ]);
  return cardTable("Data sets", columns, rows, "There are no data sets.");
}
