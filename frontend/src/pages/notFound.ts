import { h } from "../dom/element.ts";
import { definePage } from "../state/page.ts";

/** The page for addresses that belong to no other page. */
export const notFound = definePage<string>({
  read: () => undefined,
  write: (path) => path,
  samePage: (from, to) => from === to,
  mount(host, visit) {
    visit.title("Not found");
    host.append(
      h(
        "div",
        { class: "page" },
        h(
          "div",
          { class: "card empty" },
          h("h1", {}, "Page not found"),
          h("p", {}, `There is no page at ${visit.view.value}.`),
          h("a", { href: "/", class: "button" }, "Show all runs"),
        ),
      ),
    );
  },
});
