import { h } from "../dom/element.ts";
import { icon } from "../dom/icon.ts";
import { pageHead } from "../dom/parts.ts";
import { addPairs } from "../panels/data/addPairs.ts";
import { definePage } from "../state/page.ts";
import "../panels/launch/launchPanels.css";
import "../panels/sentence/sentenceHeading.css";
import "./dataPage.css";

/** The form that adds minimal pairs by upload or from a folder of the server. */
export const dataNewPage = definePage<object>({
  section: "data",
  read: (path) => (path.length === 2 && path[0] === "data" && path[1] === "new" ? {} : undefined),
  write: () => "/data/new",
  samePage: () => true,
  mount(host, { signal, title, go }) {
    title("Add minimal pairs");
    const lead = h(
      "span",
      {},
      "Your own minimal pairs. Nothing is stored before you have seen what becomes of it. ",
      h("a", { href: "/help/data#own" }, "Formats and columns"),
    );
    host.append(
      h(
        "div",
        { class: "page data-page" },
        h("a", { href: "/data", class: "back-link" }, icon("arrowLeft", 14), "All data sets"),
        pageHead("Add minimal pairs", lead),
        addPairs(signal, (id) => go(`/data/${encodeURIComponent(id)}`)),
      ),
    );
  },
});
