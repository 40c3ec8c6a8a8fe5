import { h } from "../dom/element.ts";
import { DOCUMENTS, helpAddress } from "./documents.ts";

/** The page that lists every operation of the HTTP interface. */
export const INTERFACE = { address: "/help/api", title: "HTTP interface" } as const;

/**
 * The list of what there is under Help, with the sections of what is open; folded on narrow screens.
 * @param open the address of what is open
 */
export function helpContents(open: string, sections: HTMLElement): HTMLElement {
  const documents = DOCUMENTS.map(({ name, title }) => ({
    address: helpAddress(name),
    title: name === "" ? "Contents" : title,
  }));
  const entries = [...documents, INTERFACE].map(({ address, title }) =>
    h(
      "li",
      {},
      h("a", { href: address, "aria-current": address === open ? "page" : undefined }, title),
      address === open && sections,
    ),
  );
  const wide = window.matchMedia("(min-width: 900px)").matches;
  return h(
    "details",
    { class: "help-contents", open: wide },
    h("summary", {}, "Contents of Help"),
    h("nav", { "aria-label": "Help" }, h("ul", {}, ...entries)),
  );
}
