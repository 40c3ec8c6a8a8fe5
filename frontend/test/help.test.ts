import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { AGGREGATION_NAMES } from "../src/dom/names.ts";
import { DOCUMENTS, helpAddress, helpLinkTarget, loadDocument } from "../src/help/documents.ts";
import { CHART_TOPICS } from "../src/help/helpLink.ts";
import { renderDocument } from "../src/help/markdown.ts";

const FOLDER = resolve(import.meta.dirname, "../help");
const files = readdirSync(FOLDER).filter((name) => name.endsWith(".md"));
const text = (file: string) => readFileSync(resolve(FOLDER, file), "utf8");
const headings = (file: string) => renderDocument(text(file)).headings;

describe("the documents of Help", () => {
  it("are those of the folder, listed under their first headings", async () => {
    const listed = DOCUMENTS.map(({ name }) => (name === "" ? "README.md" : `${name}.md`));
    expect([...listed].sort()).toEqual([...files].sort());
    for (const { name, title } of DOCUMENTS) {
      const [first] = renderDocument(await loadDocument(name)).headings;
      expect(first).toMatchObject({ text: title, level: 1 });
    }
  });

  it("are all in the table of contents", () => {
    for (const file of files.filter((name) => name !== "README.md")) {
      expect(text("README.md")).toContain(`](${file})`);
    }
  });

  it("have a paragraph for every aggregation, under the name that the page gives it", () => {
    const paragraphs = headings("aggregation.md").map(({ id, text: name }) => [id, name]);
    expect(paragraphs).toEqual(expect.arrayContaining(Object.entries(AGGREGATION_NAMES)));
  });

  it("have a paragraph for every chart", () => {
    const ids = headings("charts.md").map(({ id }) => id);
    expect(CHART_TOPICS.filter((topic) => !ids.includes(topic))).toEqual([]);
  });

  it.each(files)("%s names each heading once", (file) => {
    const ids = headings(file).map(({ id }) => id);
    expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
    expect(ids).not.toContain("");
  });

  it.each(files)("%s has no link that leads nowhere", (file) => {
    for (const [, target = ""] of text(file).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^https?:/.test(target)) {
        continue;
      }
      const [path = "", heading] = target.split("#");
      expect(path === "" || existsSync(resolve(FOLDER, path)), `${file} links to ${target}`).toBe(true);
      if (heading !== undefined) {
        const ids = headings(path === "" ? file : path).map(({ id }) => id);
        expect(ids, `${file} links to ${target}`).toContain(heading);
      }
    }
  });
});

describe("a document as it is rendered", () => {
  it("gives a heading the id that it names, else one made of its text", () => {
    const { html, headings: found } = renderDocument(
      '# <a id="attn"></a>Raw `attention`\n\n## Before & after\n',
    );
    expect(found).toEqual([
      { id: "attn", text: "Raw attention", level: 1 },
      { id: "before--after", text: "Before & after", level: 2 },
    ]);
    expect(html).toContain('<h1 id="attn" tabindex="-1">Raw <code>attention</code></h1>');
  });

  it("shows raw HTML as text and refuses addresses that run scripts", () => {
    const { html } = renderDocument(
      "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1))",
    );
    expect(html).not.toContain("<script");
    expect(html).not.toContain("<img");
    expect(html).not.toContain("<a ");
  });

  it("draws formulas as MathML, within a line and apart", () => {
    const { html } = renderDocument("Row $`a_{ij}`$.\n\n```math\n\\sum_j a_{ij} = 1\n```\n");
    expect(html.match(/<math/g)).toHaveLength(2);
    expect(html).not.toContain("$");
  });

  it.each(files)("%s has no formula whose lines browsers do not draw by themselves", (file) => {
    expect(renderDocument(text(file)).html).not.toContain("<menclose");
  });

  it("refuses a formula that is not TeX", () => {
    expect(() => renderDocument("$`\\frac{1`$")).toThrow();
  });

  it("leads from document to document by the page's addresses", () => {
    expect(helpLinkTarget("methods.md#attn")).toBe("/help/methods#attn");
    expect(helpLinkTarget("README.md")).toBe("/help");
    expect(helpLinkTarget("#here")).toBe("#here");
    expect(helpLinkTarget("https://example.org/a.md")).toBe("https://example.org/a.md");
    expect(helpAddress("", "top")).toBe("/help#top");
  });
});
