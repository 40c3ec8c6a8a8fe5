import { get } from "../api/client.ts";
import { h } from "../dom/element.ts";
import { errorNotice, loading, pageHead } from "../dom/parts.ts";
import { accountsCard } from "../panels/people/accountsCard.ts";
import { newAccountCard } from "../panels/people/newAccountCard.ts";
import { Latest } from "../state/latest.ts";
import { definePage } from "../state/page.ts";
import "./peoplePages.css";

/** The accounts of the server, for administrators. */
export const peoplePage = definePage<Record<string, never>>({
  section: "people",
  read: (path) => (path.length === 1 && path[0] === "people" ? {} : undefined),
  write: () => "/people",
  samePage: () => true,
  mount(host, visit) {
    visit.title("People");
    const table = h("div", {}, h("div", { class: "card" }, loading(4)));
    const latest = new Latest(visit.signal);
    const read = () =>
      latest.run(
        (signal) => get("/accounts", { signal }),
        (accounts) => table.replaceChildren(accountsCard(accounts, read)),
        (error) => table.replaceChildren(errorNotice(error, read)),
      );
    const head = pageHead(
      "People",
      "Who may use this server, and what they may do.",
      h("a", { href: "/people/audit", class: "button" }, "Who did what"),
    );
    host.append(
      h("div", { class: "page" }, head, h("div", { class: "people" }, table, newAccountCard(read))),
    );
    read();
  },
});
