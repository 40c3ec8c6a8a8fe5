import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Theme } from "../../src/scale/ramp.ts";

const SOURCES = resolve(import.meta.dirname, "../../src");

interface Rule {
  readonly selectors: readonly string[];
  readonly body: string;
}

/** The style sheets that hold on every page, in the order in which the page imports them. */
const css = [
  ...readFileSync(resolve(SOURCES, "style/all.ts"), "utf8").matchAll(/^import "\.\/(\w+\.css)";$/gm),
]
  .map(([, path = ""]) =>
    readFileSync(resolve(SOURCES, "style", path), "utf8").replaceAll(/\/\*.*?\*\//gs, ""),
  )
  .join("\n");

function rulesOf(text: string): Rule[] {
  return [...text.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selectors = "", body = ""]) => ({
    selectors: selectors.split(",").map((selector) => selector.trim()),
    body: body.replaceAll(/\s+/g, " ").trim(),
  }));
}

/** Rules that hold everywhere; those of print and of narrow or dark screens are not among them. */
const RULES = rulesOf(css.replaceAll(/@[^{}]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, ""));

function tokensOf(rules: readonly Rule[], selector: string): [string, string][] {
  return rules
    .filter(({ selectors }) => selectors.includes(selector))
    .flatMap(({ body }) => [...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)])
    .map(([, name = "", value = ""]) => [name, value.trim()]);
}

const DARK = tokensOf(rulesOf(css.replaceAll(/@media[^{]*\{/g, "")), ':root[data-theme="dark"]');

/** The custom properties of a theme, or of a figure that is saved as a file. */
export const tokens = (theme: Theme, onPaper = false): ReadonlyMap<string, string> =>
  new Map([
    ...tokensOf(RULES, ":root"),
    ...(theme === "dark" ? DARK : []),
    ...(onPaper ? tokensOf(RULES, ".on-paper") : []),
  ]);

/** A text in which the values of custom properties stand in place of their names. */
export const resolved = (text: string, values: ReadonlyMap<string, string>): string =>
  text.replaceAll(/var\((--[\w-]+)\)/g, (whole, name: string) => values.get(name) ?? whole);

const isPlain = (selector: string) => !/[:[\]*>]/.test(selector);
const classesIn = (selector: string) => [...selector.matchAll(/\.([\w-]+)/g)].map(([, name = ""]) => name);
const tagsIn = (selector: string) => selector.match(/(?<![\w.-])[a-z][a-z0-9]*/g) ?? [];

/** The rules of the page that say how an element and its parts look; `tags` admits those that name no class. */
export function rulesFor(element: Element, { tags }: { readonly tags: boolean }): string {
  const all = [element, ...element.querySelectorAll("*")];
  const classes = new Set(all.flatMap((one) => [...one.classList]));
  const names = new Set(all.map(({ localName }) => localName));
  const holds = (selector: string) =>
    isPlain(selector) &&
    classesIn(selector).every((name) => classes.has(name)) &&
    (classesIn(selector).length > 0 || tags) &&
    tagsIn(selector).every((name) => names.has(name));
  return RULES.flatMap(({ selectors, body }) => {
    const held = selectors.filter(holds);
    return held.length === 0 || body === "" ? [] : [`${held.join(", ")} { ${body} }`];
  }).join("\n");
}
