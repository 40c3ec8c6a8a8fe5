import { describe, expect, it } from "vitest";
import type { RunStorage } from "../src/api/types.ts";
import { deletionWords, needWords } from "../src/panels/runs/deleteRuns.ts";
import { run } from "./fixture/recorded.ts";

const stored = (name: string, neededBy: RunStorage["neededBy"] = []) => ({
  run: run(`r-${name}`, { name }),
  storage: { bytes: 3_000_000, checkpoint: 2_000_000, scores: 1_000_000, evaluations: 0, neededBy },
});

describe("the deletion of runs", () => {
  it("says what it frees, and of what", () => {
    const words = deletionWords([stored("one"), stored("two")]);
    expect(words.replaceAll("\u00a0", " ")).toBe(
      "This frees 6 MB (4 MB of checkpoints, 2 MB of scores) and cannot be undone.",
    );
    expect(words).not.toContain("evaluations");
  });

  it("leaves out what is needed, and says by what", () => {
    const needed = stored("old", [
      { kind: "share", id: "v-1", name: "Our figure" },
      { kind: "run", id: "r-2", name: "further" },
    ]);
    expect(needWords(needed)).toBe(
      "old (seed 42, rate 3e-4, r-old) is needed by the share “Our figure”, the run further (r-2), which starts from its checkpoint.",
    );
    expect(deletionWords([stored("one"), needed])).toBe(
      `${deletionWords([stored("one")])} These stay: ${needWords(needed)}`,
    );
  });
});
