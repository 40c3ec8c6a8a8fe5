import { get } from "../api/client.ts";
import type { Account, AuditEntry } from "../api/types.ts";
import { cardTable } from "../dom/cardTable.ts";
import { labelled } from "../dom/controls.ts";
import { type Child, h } from "../dom/element.ts";
import { ago, moment } from "../dom/format.ts";
import { errorNotice, loading, pageHead, pager, select } from "../dom/parts.ts";
import { Latest } from "../state/latest.ts";
import { address, definePage, wholeNumber } from "../state/page.ts";
import { wordsOf } from "../state/operationWords.ts";
import "./peoplePages.css";

interface AuditView {
  /** Id of the account whose entries are shown; empty for all. */
  readonly account: string;
  readonly offset: number;
}

const LIMIT = 50;

/** Who did what, for administrators. */
export const auditPage = definePage<AuditView>({
  section: "people",
  read: ([root, second, ...rest], query) =>
    root === "people" && second === "audit" && rest.length === 0
      ? { account: query.get("account") ?? "", offset: wholeNumber(query.get("offset")) ?? 0 }
      : undefined,
  write: ({ account, offset }) =>
    address("/people/audit", { account, offset: offset === 0 ? undefined : offset }),
  samePage: () => true,
  mount(host, visit) {
    visit.title("Who did what");
    const { view, change, signal } = visit;
    const table = h("div", {}, h("div", { class: "card" }, loading(8)));
    const people = select<string>("Account", [{ value: "", label: "Everybody" }], "", (account) =>
      change({ account, offset: 0 }),
    );
    get("/accounts", { signal }).then(
      (accounts) => offer(people, accounts, view.value.account),
      () => undefined,
    );
    const latest = new Latest(signal);
    const read = () => {
      const { account, offset } = view.value;
      const query = { offset, limit: LIMIT, ...(account === "" ? {} : { account }) };
      latest.run(
        (stop) => get("/audit", { query, signal: stop }),
        ({ items, total }) =>
          table.replaceChildren(
            entriesCard(items),
            pager(total, offset, LIMIT, (next) => change({ offset: next })),
          ),
        (error) => table.replaceChildren(errorNotice(error, read)),
      );
    };
    view.watch(signal, read);
    const head = pageHead("Who did what", "Changes and attempts to sign in, the latest first.");
    host.append(
      h("div", { class: "page" }, head, h("div", { class: "controls" }, labelled("Account", people)), table),
    );
  },
});

function offer(people: HTMLSelectElement, accounts: readonly Account[], chosen: string): void {
  people.append(...accounts.map(({ id, displayName }) => h("option", { value: id }, displayName)));
  people.value = chosen;
}

const entriesCard = (entries: readonly AuditEntry[]): HTMLElement =>
  cardTable(
    "Entries",
    [
      ["When", "text"],
      ["Who", "text"],
      ["What", "text"],
      ["On", "text"],
      ["From", "text"],
    ],
    entries.map(row),
    "There are no entries.",
  );

function row({ at, accountName, tokenId, action, target, succeeded, address: from }: AuditEntry): Child[] {
  return [
    h("time", { datetime: at, title: moment(at) }, ago(at)),
    h(
      "span",
      {},
      accountName === "" ? h("span", { class: "muted" }, "nobody") : accountName,
      tokenId === null ? null : h("span", { class: "hint" }, " by token"),
    ),
    h(
      "span",
      { title: action },
      wordsOf(action),
      succeeded ? null : h("span", { class: "badge caution" }, "refused"),
    ),
    h("code", {}, target),
    h("code", {}, from),
  ];
}
