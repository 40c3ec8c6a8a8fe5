import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../src");

/** The selectors of a style sheet, without those of keyframes. */
function selectorsOf(sheet: string): string[] {
  const text = readFileSync(join(ROOT, sheet), "utf8").replaceAll(/\/\*[\s\S]*?\*\//g, "");
  return [...text.matchAll(/([^{};]+)\{/g)]
    .map(([, selectors = ""]) => selectors.replaceAll(/\([^()]*\)/g, "()").trim())
    .filter((selectors) => !selectors.startsWith("@"))
    .flatMap((selectors) => selectors.split(",").map((selector) => selector.trim()));
}

const sheets = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".css"))
  .sort()
  .map((name) => ({ name, selectors: selectorsOf(name) }));

/** Whether a selector is this class alone, or styles an element for having it together with another class. */
const isOf = (selector: string, name: string) =>
  selector === `.${name}` ||
  selector
    .split(/[\s>+~]+/)
    .some((element) => (element.match(/\.[\w-]+/g) ?? []).length > 1 && element.split(/[.:]/).includes(name));

const OWN = /^(?:pages|panels)\//;
const PRINT = "pages/resultsPrint.css";

test("a class that a page's or panel's sheet styles by itself has that meaning alone", () => {
  const clashes = sheets
    .filter(({ name }) => OWN.test(name) && name !== PRINT)
    .flatMap(({ name, selectors }) => {
      const alone = selectors.filter((selector) => /^\.[\w-]+$/.test(selector)).map((one) => one.slice(1));
      return [...new Set(alone)].flatMap((one) =>
        sheets
          .filter((other) => other.name !== name && other.name !== PRINT)
          .filter(({ name: sheet, selectors: others }) =>
            OWN.test(sheet) ? others.some((other) => isOf(other, one)) : others.includes(`.${one}`),
          )
          .map((other) => `.${one} of ${name} is in ${other.name}`),
      );
    });
  expect(sheets.length).toBeGreaterThan(10);
  expect(clashes).toEqual([]);
});
