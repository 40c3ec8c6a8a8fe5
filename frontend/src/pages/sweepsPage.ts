import { get } from "../api/client.ts";
import type { Sweep } from "../api/types.ts";
import { cardTable, type Column } from "../dom/cardTable.ts";
import { h } from "../dom/element.ts";
import { ago, count, moment } from "../dom/format.ts";
import { icon } from "../dom/icon.ts";
import { errorNotice, loading, pageHead, pager } from "../dom/parts.ts";
import { combinations, unfinished } from "../panels/sweep/sweepHeading.ts";
import { number, readFields, type ViewOf, writeFields } from "../state/fields.ts";
import { Latest } from "../state/latest.ts";
import { address, definePage } from "../state/page.ts";

const LIMIT = 50;
const FIELDS = { from: number("from", 0) } as const;
const COLUMNS: readonly Column[] = [
  ["Sweep", "text"],
  ["Runs", "number"],
  ["Succeeded", "number"],
  ["Failed or cancelled", "number"],
  ["Unfinished", "number"],
  ["Launched", "text"],
];

const row = (sweep: Sweep) => [
  h("a", { href: `/sweeps/${encodeURIComponent(sweep.id)}` }, sweep.name),
  count(combinations(sweep)),
  count(sweep.runs.succeeded),
  count(sweep.runs.failed + sweep.runs.cancelled),
  count(unfinished(sweep)),
  h("time", { datetime: sweep.createdAt, title: moment(sweep.createdAt) }, ago(sweep.createdAt)),
];

/** The list of sweeps. */
export const sweepsPage = definePage<ViewOf<typeof FIELDS>>({
  section: "runs",
  read: (path, query) => (path.length === 1 && path[0] === "sweeps" ? readFields(FIELDS, query) : undefined),
  write: (view) => address("/sweeps", writeFields(FIELDS, view)),
  samePage: () => true,
  mount(host, { view, change, signal, title }) {
    title("Sweeps");
    const body = h("div", { class: "catalogue" }, h("div", { class: "card" }, loading(4)));
    const launch = h("a", { href: "/launch", class: "button primary" }, icon("plus"), "Launch");
    const lead = "A sweep is a run for every combination of several seeds, learning rates, sizes or models.";
    host.append(h("div", { class: "page" }, pageHead("Sweeps", lead, launch), body));
    const latest = new Latest(signal);
    const read = () => {
      const offset = view.value.from;
      latest.run(
        (until) => get("/sweeps", { query: { offset, limit: LIMIT }, signal: until }),
        ({ items, total }) =>
          body.replaceChildren(
            cardTable(
              "Sweeps",
              COLUMNS,
              items.map(row),
              "There are no sweeps yet. The launch form launches several runs at once.",
            ),
            pager(total, offset, LIMIT, (from) => change({ from })),
          ),
        (error) => body.replaceChildren(errorNotice(error, read)),
      );
    };
    view.watch(signal, read);
  },
});
