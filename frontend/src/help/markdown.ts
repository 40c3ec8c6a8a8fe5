import { withBase } from "../api/basePath.ts";
import MarkdownParser, { type Env, type MarkdownIt } from "markdown-it";
import temml from "temml";
import { helpLinkTarget } from "./documents.ts";

export interface Heading {
  readonly id: string;
  readonly text: string;
  /** 1 for the document's title. */
  readonly level: number;
}

export interface RenderedDocument {
  /** Safe HTML: raw HTML in the Markdown is shown as text. */
  readonly html: string;
  readonly headings: readonly Heading[];
}

/** What is collected while a document is rendered. */
interface Environment extends Env {
  headings: Heading[];
}

/** The id of a heading that names none: lower case, hyphens for blanks, no punctuation, as code hosts make it. */
export const slug = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(/\s/g, "-");

/** TeX as MathML, which browsers draw without scripts and fonts of ours. */
const formula = (tex: string, displayMode: boolean): string =>
  temml.renderToString(tex, { displayMode, throwOnError: true });

const ANCHOR = /^<a id="([\w-]+)"><\/a>/;
const INLINE_FORMULA = /^\$`([^`]+)`\$/;

/** Reads `<a id="name"></a>`, the only HTML that means anything here: it gives the heading around it its id. */
function anchors(markdown: MarkdownIt): void {
  markdown.inline.ruler.before("html_inline", "anchor", (state, silent) => {
    const match = ANCHOR.exec(state.src.slice(state.pos));
    if (match?.[1] === undefined) {
      return false;
    }
    if (!silent) {
      state.push("anchor", "", 0).content = match[1];
    }
    state.pos += match[0].length;
    return true;
  });
  markdown.renderer.rules["anchor"] = () => "";
}

/** Reads formulas: inline between dollar signs with backticks, apart in a code block named math. */
function formulas(markdown: MarkdownIt): void {
  markdown.inline.ruler.before("escape", "formula", (state, silent) => {
    const match = INLINE_FORMULA.exec(state.src.slice(state.pos));
    if (match?.[1] === undefined) {
      return false;
    }
    if (!silent) {
      state.push("formula", "math", 0).content = match[1];
    }
    state.pos += match[0].length;
    return true;
  });
  const { rules } = markdown.renderer;
  const fence = rules["fence"];
  rules["formula"] = (tokens, index) => formula(tokens[index]?.content ?? "", false);
  rules["fence"] = (tokens, index, options, environment, self) => {
    const token = tokens[index];
    if (token?.info.trim() === "math") {
      return `<div class="formula" tabindex="0">${formula(token.content, true)}</div>\n`;
    }
    return fence?.(tokens, index, options, environment, self) ?? "";
  };
}

/** Gives every heading its id and a link to itself, and notes it down. */
function headings(markdown: MarkdownIt): void {
  markdown.core.ruler.push("headings", (state) => {
    state.tokens.forEach((token, index) => {
      const inline = state.tokens[index + 1];
      if (token.type !== "heading_open" || inline === undefined) {
        return;
      }
      const children = inline.children ?? [];
      const text = children
        .filter(({ type }) => type === "text" || type === "code_inline")
        .map(({ content }) => content)
        .join("");
      const anchor = children.find(({ type }) => type === "anchor");
      const id = anchor === undefined ? slug(text) : anchor.content;
      token.attrSet("id", id);
      token.attrSet("tabindex", "-1");
      (state.env as Environment).headings.push({ id, text, level: Number(token.tag.slice(1)) });
    });
  });
}

/** Links between documents as the page's own addresses; other links open without telling where they come from. */
function links(markdown: MarkdownIt): void {
  markdown.renderer.rules["link_open"] = (tokens, index, options, _, self) => {
    const token = tokens[index];
    const href = helpLinkTarget(String(token?.attrGet("href") ?? ""));
    token?.attrSet("href", withBase(href));
    if (/^https?:/.test(href)) {
      token?.attrSet("rel", "noreferrer");
    }
    return self.renderToken(tokens, index, options);
  };
  markdown.renderer.rules["table_open"] = () =>
    '<div class="scroll-x" tabindex="0" role="region" aria-label="Table"><table>\n';
  markdown.renderer.rules["table_close"] = () => "</table></div>\n";
}

const MARKDOWN = new MarkdownParser({ html: false, typographer: false })
  .use(anchors)
  .use(formulas)
  .use(headings)
  .use(links);

/** Renders a document. */
export function renderDocument(markdown: string): RenderedDocument {
  const environment: Environment = { headings: [] };
  const html = MARKDOWN.render(markdown, environment);
  return { html, headings: environment.headings };
}
