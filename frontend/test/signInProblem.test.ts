import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { sentenceOf } from "../src/state/signInProblem.ts";

describe("why somebody who comes from the issuer is not signed in", () => {
  it("is said in a sentence for each name that the server gives it", async () => {
    const contract = await readFile(
      resolve(import.meta.dirname, "../../backend/src/main/resources/openapi.yaml"),
      "utf8",
    );
    const named = /parameter problem says why:([^.]*)\./.exec(contract)?.[1] ?? "";
    const problems = named.split(/,| or /).map((name) => name.trim());
    expect(problems).toHaveLength(7);
    for (const problem of problems) {
      expect(sentenceOf(problem, "login.example.org"), problem).toMatch(/^[A-Zl].*\.$/);
    }
  });

  it("is nothing for a name that is not known", () => {
    expect(sentenceOf("", "login.example.org")).toBeUndefined();
    expect(sentenceOf("toString", "login.example.org")).toBeUndefined();
  });
});
