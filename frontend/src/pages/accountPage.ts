import { get } from "../api/client.ts";
import type { Account } from "../api/types.ts";
import { facts } from "../dom/controls.ts";
import { h } from "../dom/element.ts";
import { moment } from "../dom/format.ts";
import { errorNotice, loading, pageHead } from "../dom/parts.ts";
import { nameCard, passwordCard } from "../panels/people/ownCards.ts";
import { tokensCard } from "../panels/people/tokensCard.ts";
import { Latest } from "../state/latest.ts";
import { definePage } from "../state/page.ts";
import { ROLE_NAMES, ROLE_NOTES, session } from "../state/session.ts";
import "./peoplePages.css";

/** The account of whoever is signed in: name, password and tokens. */
export const accountPage = definePage<Record<string, never>>({
  section: "account",
  read: (path) => (path.length === 1 && path[0] === "account" ? {} : undefined),
  write: () => "/account",
  samePage: () => true,
  mount(host, visit) {
    visit.title("Account");
    const body = h("div", { class: "page" }, h("div", { class: "card" }, loading(4)));
    host.append(body);
    if (session.value !== undefined && !session.value.accounts) {
      body.replaceChildren(pageHead("Account", undefined), withoutAccounts());
      return;
    }
    const latest = new Latest(visit.signal);
    const read = () =>
      latest.run(
        (signal) => get("/account", { signal }),
        (account) => body.replaceChildren(...content(account, visit.signal, read)),
        (error) => body.replaceChildren(errorNotice(error, read)),
      );
    read();
  },
});

const withoutAccounts = (): HTMLElement =>
  h(
    "section",
    { class: "card padded" },
    h("h2", {}, "This server has no accounts"),
    h(
      "p",
      {},
      "Whoever can reach it on this machine may do everything. Start it with ",
      h("code", {}, "--accounts"),
      " to let people sign in.",
    ),
  );

function content(account: Account, signal: AbortSignal, changed: () => void): HTMLElement[] {
  const about = h(
    "section",
    { class: "card padded", "aria-label": "About" },
    h("h2", {}, "About"),
    facts([
      ["Signs in as", h("code", {}, account.name)],
      ["Role", `${ROLE_NAMES[account.role]}: ${ROLE_NOTES[account.role]}`],
      ["Since", moment(account.createdAt)],
      ...(account.issuer === null ? [] : ([["Organisation", account.issuer]] as const)),
    ]),
  );
  const cards = account.hasPassword ? [passwordCard()] : [];
  return [
    pageHead(account.displayName, undefined),
    h(
      "div",
      { class: "people" },
      h("div", {}, tokensCard(account, signal)),
      h("div", {}, about, nameCard(account, changed), ...cards),
    ),
  ];
}
