import MarkdownParser from "markdown-it";
import { h } from "../dom/element.ts";

/** Notes that people write. They are shown by elements that are made one by one: no text of a note is ever read as HTML. */

type Token = ReturnType<InstanceType<typeof MarkdownParser>["parse"]>[number];

/** The elements that a note may have. Headings of a note stand below the headings of the page. */
const TAGS = {
  p: "p",
  h1: "h3",
  h2: "h4",
  h3: "h5",
  h4: "h6",
  h5: "h6",
  h6: "h6",
  ul: "ul",
  ol: "ol",
  li: "li",
  blockquote: "blockquote",
  em: "em",
  strong: "strong",
  s: "s",
  a: "a",
  table: "table",
  thead: "thead",
  tbody: "tbody",
  tr: "tr",
  th: "th",
  td: "td",
} as const;

const MARKDOWN = new MarkdownParser({ html: false, linkify: true, typographer: false });

/** A link of a note: to the web, to mail, or to a page of this server; undefined for anything else. */
export function noteLink(href: string): string | undefined {
  return /^(https?:\/\/|mailto:)/i.test(href) || /^\/(?![/\\])/.test(href) ? href : undefined;
}

function link(token: Token): HTMLElement {
  const href = noteLink(String(token.attrGet("href") ?? ""));
  if (href === undefined) {
    return h("span");
  }
  return href.startsWith("/")
    ? h("a", { href })
    : h("a", { href, rel: "noreferrer nofollow", target: "_blank" });
}

function opened(token: Token): HTMLElement {
  const tag = token.tag in TAGS ? TAGS[token.tag as keyof typeof TAGS] : "span";
  if (tag === "a") {
    return link(token);
  }
  return tag === "ol" ? h("ol", { start: token.attrGet("start") ?? undefined }) : h(tag);
}

/** A picture is not loaded: its words stand in its place. */
const leaf = (token: Token): Node | string => {
  switch (token.type) {
    case "code_inline":
      return h("code", {}, token.content);
    case "fence":
    case "code_block":
      return h("pre", { tabindex: 0 }, h("code", {}, token.content));
    case "softbreak":
      return "\n";
    case "hardbreak":
      return h("br");
    case "hr":
      return h("hr");
    default:
      return token.content;
  }
};

function append(parent: HTMLElement | DocumentFragment, tokens: readonly Token[]): void {
  const open: (HTMLElement | DocumentFragment)[] = [parent];
  for (const token of tokens) {
    const last = open.at(-1) ?? parent;
    if (token.type === "inline") {
      append(last, token.children ?? []);
    } else if (token.hidden) {
      continue;
    } else if (token.nesting === 1) {
      const element = opened(token);
      last.append(element);
      open.push(element);
    } else if (token.nesting === -1) {
      open.pop();
    } else {
      last.append(leaf(token));
    }
  }
}

/** Notes in Markdown as elements. */
export function notesContent(markdown: string): DocumentFragment {
  const content = document.createDocumentFragment();
  append(content, MARKDOWN.parse(markdown, {}));
  return content;
}
