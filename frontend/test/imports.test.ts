import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const SOURCES = resolve(import.meta.dirname, "../src");

/** Every module of the page with the modules that it imports, types included, by their paths below src. */
function importsOf(): Map<string, string[]> {
  const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".ts"),
  );
  return new Map(
    files.map((file) => {
      const text = readFileSync(join(SOURCES, file), "utf8");
      const targets = [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"(\.[^"]+\.ts)"/g)];
      return [file, targets.map(([, target = ""]) => join(dirname(file), target))];
    }),
  );
}

/** The first circle of imports that there is, as its modules from one back to itself; empty where there is none. */
function circleIn(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const finished = new Set<string>();
  const visit = (file: string, path: readonly string[]): string[] => {
    const start = path.indexOf(file);
    if (start >= 0) {
      return [...path.slice(start), file];
    }
    if (finished.has(file)) {
      return [];
    }
    for (const target of imports.get(file) ?? []) {
      const circle = visit(target, [...path, file]);
      if (circle.length > 0) {
        return circle;
      }
    }
    finished.add(file);
    return [];
  };
  for (const file of imports.keys()) {
    const circle = visit(file, []);
    if (circle.length > 0) {
      return circle;
    }
  }
  return [];
}

describe("the modules of the page", () => {
  const imports = importsOf();

  it("import modules that there are", () => {
    const missing = [...imports.values()].flat().filter((target) => !imports.has(target));
    expect(missing.filter((target) => target !== "api/schema.d.ts")).toEqual([]);
    expect(imports.size).toBeGreaterThan(100);
  });

  it("never import each other in a circle", () => {
    expect(circleIn(imports)).toEqual([]);
  });

  it("would be found out if they did", () => {
    const circle = new Map([
      ["a", ["b"]],
      ["b", ["c", "d"]],
      ["c", []],
      ["d", ["b"]],
    ]);
    expect(circleIn(circle)).toEqual(["b", "d", "b"]);
  });
});
