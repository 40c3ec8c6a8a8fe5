import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Example } from "./example.ts";
import { galleryPage } from "./gallery.ts";
import { serialised } from "./serialise.ts";

const FOLDER = resolve(import.meta.dirname, "pictures");
const COMMAND = "look at the change and, if it is wanted, renew the pictures: cd frontend && npm run gallery";

/** Whether the pictures are written anew (`npm run gallery`); never on a machine that builds for all. */
const renewing = import.meta.env.MODE === "gallery" && process.env["CI"] === undefined;

const modules = import.meta.glob<{ examples: readonly Example[] }>("./examples/*.ts", { eager: true });
const examples = Object.values(modules).flatMap((module) => module.examples);

const pictures = examples.map((example) => {
  const { theme = "light" } = example;
  const { text, ending } = serialised(example.draw(theme), theme);
  return { file: `${example.file}.${ending}`, title: example.title, height: example.height, text };
});
const files = [...pictures, { file: "index.html", title: "the gallery", text: galleryPage(pictures) }];

afterAll(() => {
  if (renewing) {
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER);
    files.forEach(({ file, text }) => writeFileSync(resolve(FOLDER, file), text));
  }
});

describe.skipIf(renewing)("the picture", () => {
  it.each(files)("$file is $title", ({ file, text }) => {
    const path = resolve(FOLDER, file);
    expect(existsSync(path), `there is no ${file}; ${COMMAND}`).toBe(true);
    expect(text, `${file} is drawn in another way than before; ${COMMAND}`).toBe(readFileSync(path, "utf8"));
  });

  it("of every file is drawn", () => {
    const drawn = files.map(({ file }) => file).sort();
    expect(readdirSync(FOLDER).sort(), `a file has no example; ${COMMAND}`).toEqual(drawn);
  });
});

it("has a name of its own", () => {
  expect(new Set(files.map(({ file }) => file)).size).toBe(files.length);
});
