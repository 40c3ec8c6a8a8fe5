import { get } from "../api/client.ts";
import { h } from "../dom/element.ts";
import { errorNotice, loading, pageHead } from "../dom/parts.ts";
import { dataTable } from "../panels/data/dataTable.ts";
import { Latest } from "../state/latest.ts";
import { definePage } from "../state/page.ts";
import "./dataPage.css";

/** The list of data sets. */
export const dataListPage = definePage<object>({
  section: "data",
  read: (path) => (path.length === 1 && path[0] === "data" ? {} : undefined),
  write: () => "/data",
  samePage: () => true,
  mount(host, { signal, title }) {
    title("Data");
    const body = h("div", { class: "catalogue data-list" }, h("div", { class: "card" }, loading(6)));
    const add = h("a", { href: "/data/new", class: "button primary" }, "Add minimal pairs");
    const lead = "Minimal pairs to launch runs with: the sample, BLiMP, and your own.";
    host.append(h("div", { class: "page" }, pageHead("Data", lead, add), body));
    const latest = new Latest(signal);
    const read = () => {
      latest.run(
        (wanted) => get("/data", { signal: wanted }),
        (sets) => body.replaceChildren(dataTable(sets, read)),
        (error) => body.replaceChildren(errorNotice(error, read)),
      );
    };
    read();
  },
});
