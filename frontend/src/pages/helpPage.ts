import { h } from "../dom/element.ts";
import { hashTarget } from "../dom/hashTarget.ts";
import { errorNotice, loading } from "../dom/parts.ts";
import { helpContents } from "../help/helpContents.ts";
import { DOCUMENTS, helpAddress, type HelpDocument, loadDocument } from "../help/documents.ts";
import type { Heading, RenderedDocument } from "../help/markdown.ts";
import { definePage } from "../state/page.ts";
import "./helpPage.css";

interface HelpView {
  readonly document: HelpDocument;
}

const documentOf = (name: string): HelpDocument | undefined =>
  DOCUMENTS.find((document) => document.name === name);

/** What each word, method, measure and chart means: the documents of the folder frontend/help. */
export const helpPage = definePage<HelpView>({
  section: "help",
  read: ([first, name = "", ...more]) => {
    const document = first === "help" && more.length === 0 ? documentOf(name) : undefined;
    return document === undefined ? undefined : { document };
  },
  write: ({ document }) => helpAddress(document.name),
  samePage: (from, to) => from.document === to.document,
  mount(host, visit) {
    const { document } = visit.view.value;
    visit.title(document.title);
    const article = h("article", { class: "card padded help-text" }, loading(8));
    const contents = h("div");
    host.append(
      h("div", { class: "page help-page" }, helpContents(helpAddress(document.name), contents), article),
    );
    const open = () => {
      rendered(document).then(
        ({ html, headings }) => {
          if (!visit.signal.aborted) {
            article.innerHTML = html;
            contents.replaceChildren(sectionList(headings));
            scrollToHeading();
          }
        },
        (error: unknown) => {
          article.replaceChildren(errorNotice(error, open));
        },
      );
    };
    open();
  },
});

/** Loads a document and what renders it, neither of which the other pages need. */
async function rendered({ name }: HelpDocument): Promise<RenderedDocument> {
  const [{ renderDocument }, text] = await Promise.all([import("../help/markdown.ts"), loadDocument(name)]);
  return renderDocument(text);
}

const sectionList = (headings: readonly Heading[]): HTMLElement =>
  h(
    "ul",
    { class: "help-sections" },
    ...headings
      .filter(({ level }) => level === 2 || level === 3)
      .map(({ id, text, level }) => h("li", { class: `level-${level}` }, h("a", { href: `#${id}` }, text))),
  );

/** Shows the heading that the address names, as the browser does where a page is complete at once. */
function scrollToHeading(): void {
  const heading = hashTarget();
  heading?.scrollIntoView();
  heading?.focus({ preventScroll: true });
}
