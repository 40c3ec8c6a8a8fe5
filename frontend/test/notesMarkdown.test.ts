import { describe, expect, it } from "vitest";
import { noteLink, notesContent } from "../src/help/notesMarkdown.ts";
import { h } from "../src/dom/element.ts";

const html = (markdown: string): string => h("div", {}, notesContent(markdown)).innerHTML;
const elements = (markdown: string): Element[] => [
  ...h("div", {}, notesContent(markdown)).querySelectorAll("*"),
];

describe("notes", () => {
  it("have headings below those of the page, lists, emphasis and code", () => {
    expect(html("# Why\n\nIt *was* **better** than `r-1`.")).toBe(
      "<h3>Why</h3><p>It <em>was</em> <strong>better</strong> than <code>r-1</code>.</p>",
    );
    expect(html("3. a\n4. b\n\n---\n\n> said")).toBe(
      '<ol start="3"><li>a</li><li>b</li></ol><hr><blockquote><p>said</p></blockquote>',
    );
    expect(elements("- a\n- b").map(({ localName }) => localName)).toEqual(["ul", "li", "li"]);
    expect(html("```\nx < y\n```")).toBe('<pre tabindex="0"><code>x &lt; y\n</code></pre>');
    expect(elements("| a | b |\n|---|---|\n| 1 | 2 |").map(({ localName }) => localName)).toEqual([
      "table",
      "thead",
      "tr",
      "th",
      "th",
      "tbody",
      "tr",
      "td",
      "td",
    ]);
  });

  it.each([
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:x)",
    "[x](//elsewhere.example/)",
    "<javascript:alert(1)>",
    "![x](https://elsewhere.example/pixel.png)",
    '[x](https://a.example/"onmouseover="alert(1))',
    "[x]: javascript:alert(1)\n\n[x]",
    "<svg><style>*{display:none}</style></svg>",
  ])("make no script, picture or attribute of %j", (markdown) => {
    const found = elements(markdown);
    expect(found.filter(({ localName }) => !["p", "span", "a", "pre", "code"].includes(localName))).toEqual(
      [],
    );
    for (const element of found) {
      const names = [...element.attributes].map(({ name }) => name);
      expect(["href", "rel", "target"]).toEqual(expect.arrayContaining(names));
      expect(element.getAttribute("href") ?? "https://a").toMatch(/^https:\/\/a/);
    }
  });

  it("show HTML as the text it is", () => {
    expect(h("div", {}, notesContent("a <b>bold</b> word")).textContent).toBe("a <b>bold</b> word");
  });

  it("link to the web and to pages of the server", () => {
    expect(html("see [run](/runs/r-1)")).toContain('<a href="/runs/r-1">run</a>');
    expect(html("https://arxiv.org/abs/1")).toContain('rel="noreferrer nofollow"');
    expect(noteLink("mailto:a@b.example")).toBe("mailto:a@b.example");
    expect(noteLink("ftp://a.example")).toBeUndefined();
    expect(noteLink("/\\elsewhere.example/")).toBeUndefined();
    expect(noteLink("runs/r-1")).toBeUndefined();
  });
});
