import { get } from "../api/client.ts";
import { h } from "../dom/element.ts";
import { errorNotice, loading, pageHead } from "../dom/parts.ts";
import { accountsCard } from "../panels/people/accountsCard.ts";
import { handOverCard } from "../panels/people/handOverCard.ts";
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
    const handOver = h("div");
    const latest = new Latest(visit.signal);
    const read = () =>
      latest.run(
        (signal) => Promise.all([get("/accounts", { signal }), get("/run-choices", { signal })]),
        ([accounts, { owners }]) => {
          table.replaceChildren(accountsCard(accounts, read));
          handOver.replaceChildren(handOverCard(accounts, owners));
        },
        (error) => table.replaceChildren(errorNotice(error, read)),
      );
    const head = pageHead(
      "People",
      "Who may use this server, and what they may do.",
      h("a", { href: "/people/audit", class: "button" }, "Who did what"),
    );
    host.append(
      h(
        "div",
        { class: "page" },
        head,
        h(
          "div",
          { class: "people" },
          table,
          h("div", { class: "people-column" }, newAccountCard(read), handOver),
        ),
      ),
    );
    read();
  },
});
