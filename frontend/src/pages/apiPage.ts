import { withBase } from "../api/basePath.ts";
import { BASE, get } from "../api/client.ts";
import { h } from "../dom/element.ts";
import { count } from "../dom/format.ts";
import { hashTarget } from "../dom/hashTarget.ts";
import { icon } from "../dom/icon.ts";
import { errorNotice, loading } from "../dom/parts.ts";
import { helpContents, INTERFACE } from "../help/helpContents.ts";
import { helpAddress } from "../help/documents.ts";
import { operationCard } from "../panels/contract/operationCard.ts";
import { type ContractView, readContractView, writeContractView } from "../state/contract/contractView.ts";
import type { ContractDocument } from "../state/contract/document.ts";
import { matchesOperation, operationGroups } from "../state/contract/operations.ts";
import { Latest } from "../state/latest.ts";
import { definePage, type Visit } from "../state/page.ts";
import "./helpPage.css";
import "./apiPage.css";

/** Every operation of the HTTP interface, read from the description that the server hands out. */
export const apiPage = definePage<ContractView>({
  section: "help",
  read: readContractView,
  write: writeContractView,
  samePage: () => true,
  mount(host, visit) {
    visit.title(INTERFACE.title);
    const article = h("article", { class: "interface" }, h("div", { class: "card" }, loading(8)));
    const sections = h("div");
    host.append(h("div", { class: "page help-page" }, helpContents(INTERFACE.address, sections), article));
    const latest = new Latest(visit.signal);
    const read = () =>
      latest.run(
        (signal) => get("/openapi.json", { signal }),
        (answer) => {
          const document = answer as unknown as ContractDocument;
          sections.replaceChildren(sectionList(document));
          article.replaceChildren(...content(document, visit));
          openTarget();
        },
        (error) => article.replaceChildren(errorNotice(error, read)),
      );
    read();
    window.addEventListener("hashchange", openTarget, { signal: visit.signal });
  },
});

const tagId = (tag: string): string => `tag-${tag}`;

const sectionList = (document: ContractDocument): HTMLElement =>
  h(
    "ul",
    { class: "help-sections" },
    ...operationGroups(document).map(({ tag }) =>
      h("li", {}, h("a", { href: `#${tagId(tag)}`, class: "interface-tag" }, tag)),
    ),
  );

function head({ info }: ContractDocument): HTMLElement {
  return h(
    "header",
    { class: "interface-head" },
    h("h1", {}, INTERFACE.title),
    h("p", {}, info.description ?? ""),
    h(
      "p",
      { class: "hint" },
      "All paths begin with ",
      h("code", {}, location.origin + withBase(BASE)),
      ". The same for programs: ",
      h("a", { href: `${BASE}/openapi.json` }, "openapi.json"),
      " (OpenAPI 3.1). For Python there is ",
      h("a", { href: helpAddress("python") }, "a client"),
      ".",
    ),
  );
}

function content(document: ContractDocument, visit: Visit<ContractView>): HTMLElement[] {
  const groups = operationGroups(document).map(({ tag, description, operations }) => {
    const cards = operations.map((operation) => ({ operation, card: operationCard(document, operation) }));
    const section = h(
      "section",
      { class: "card operation-group", "aria-labelledby": tagId(tag) },
      h("h2", { id: tagId(tag), tabindex: -1 }, tag),
      description !== "" && h("p", { class: "hint" }, description),
      ...cards.map(({ card }) => card),
    );
    return { section, cards };
  });
  const found = h("p", { class: "hint", role: "status" });
  visit.view.watch(visit.signal, ({ search }) => {
    let matches = 0;
    for (const { section, cards } of groups) {
      const before = matches;
      for (const { operation, card } of cards) {
        card.hidden = !matchesOperation(operation, search);
        matches += card.hidden ? 0 : 1;
      }
      section.hidden = matches === before;
    }
    const all = groups.reduce((sum, { cards }) => sum + cards.length, 0);
    found.textContent =
      matches === all ? `${count(all)} operations` : `${count(matches)} of ${count(all)} operations`;
  });
  return [
    head(document),
    h("div", { class: "interface-search" }, searchField(visit), found),
    ...groups.map(({ section }) => section),
  ];
}

function searchField({ view, change, signal }: Visit<ContractView>): HTMLElement {
  const input = h("input", {
    class: "input",
    type: "search",
    placeholder: "Search path, text, parameter",
    "aria-label": "Search operations",
  });
  input.addEventListener("input", () => change({ search: input.value }, "replace"));
  view.watch(signal, ({ search }) => {
    if (document.activeElement !== input) {
      input.value = search;
    }
  });
  return h("div", { class: "with-icon" }, icon("search"), input);
}

/** Opens the operation that the address names and scrolls to it, or to the group that it names. */
function openTarget(): void {
  const target = hashTarget();
  if (target instanceof HTMLDetailsElement) {
    target.open = true;
  }
  target?.scrollIntoView();
  target?.focus({ preventScroll: true });
}
