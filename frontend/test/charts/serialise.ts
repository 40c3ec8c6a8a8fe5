import type { Theme } from "../../src/scale/ramp.ts";
import { resolved, rulesFor, tokens } from "./styles.ts";

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string) => text.replaceAll(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

/** Numbers of a drawing to two decimals, so that the last bits of a sum do not matter. */
const rounded = (text: string) =>
  text.replaceAll(/-?\d*\.\d+(?:e[-+]?\d+)?/g, (number) => String(Number(Number(number).toFixed(2)) + 0));

const isText = (name: string) => name.startsWith("aria-") || name.startsWith("data-") || name === "title";

/** The attributes in the order of their names. */
function attributes(element: Element): string {
  return [...element.attributes]
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ name, value }) => ` ${name}="${escaped(isText(name) ? value : rounded(value))}"`)
    .join("");
}

const VOID = new Set(["br", "hr", "img", "input"]);

/** The lines of an element: one for each of its parts, or a single one where it holds text. */
function lines(element: Element, indent: string): string[] {
  const tag = element.localName;
  const open = `${indent}<${tag}${attributes(element)}`;
  const children = [...element.childNodes].filter(
    (node): node is Element | Text =>
      node instanceof Element || (node.textContent !== null && node.textContent !== ""),
  );
  if (children.length === 0) {
    const html = element.namespaceURI?.endsWith("xhtml") === true;
    return [html ? `${open}>${VOID.has(tag) ? "" : `</${tag}>`}` : `${open}/>`];
  }
  if (children.some((node) => !(node instanceof Element))) {
    const inner = children.map((node) =>
      node instanceof Element ? lines(node, "").join("") : escaped(node.textContent),
    );
    return [`${open}>${inner.join("")}</${tag}>`];
  }
  const parts = children.flatMap((node) => (node instanceof Element ? lines(node, `${indent} `) : []));
  return [`${open}>`, ...parts, `${indent}</${tag}>`];
}

function withStyle(chart: SVGSVGElement): SVGSVGElement {
  const style = document.createElementNS("http://www.w3.org/2000/svg", "style");
  style.textContent = `\n${rulesFor(chart, { tags: false })}\n`;
  chart.querySelectorAll("style").forEach((own) => own.remove());
  chart.prepend(style);
  chart.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  chart.setAttribute("style", `${chart.getAttribute("style") ?? ""} background: var(--surface);`.trim());
  return chart;
}

/** Puts the values of custom properties in place of their names, in all attributes. */
function resolve(element: Element, values: ReadonlyMap<string, string>): void {
  for (const one of [element, ...element.querySelectorAll("*")]) {
    [...one.attributes].forEach(({ name, value }) => one.setAttribute(name, resolved(value, values)));
    if (one.localName === "style") {
      one.textContent = resolved(one.textContent, values);
    }
  }
}

const htmlFile = (element: Element, rules: string): string[] => [
  "<!doctype html>",
  '<html lang="en">',
  '<meta charset="utf-8">',
  `<style>\n${rules}\n</style>`,
  "<body>",
  ...lines(element, ""),
  "</body>",
  "</html>",
];

const BODY = "body { background: var(--surface); color: var(--ink); font: 15px/1.5 var(--font); margin: 0; }";

/** A chart as the text of a file that looks right on its own and is the same on every machine. */
export function serialised(element: Element, theme: Theme): { text: string; ending: "svg" | "html" } {
  const copy = element.cloneNode(true) as Element;
  const values = tokens(theme, copy.classList.contains("on-paper"));
  const isSvg = copy instanceof SVGSVGElement;
  const rules = `${rulesFor(copy, { tags: true })}\n${BODY}`;
  resolve(isSvg ? withStyle(copy) : copy, values);
  const all = isSvg ? lines(copy, "") : htmlFile(copy, resolved(rules, values));
  return { text: `${all.join("\n")}\n`, ending: isSvg ? "svg" : "html" };
}
