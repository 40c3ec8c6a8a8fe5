import { expect, test } from "vitest";
import type { ScoreRun } from "../src/api/types.ts";
import { labelNames } from "../src/panels/results/probing/probingData.ts";

const scored = (...labels: string[]) => ({ labels }) as ScoreRun;

test("captions name the labels that the sentences have, whatever they are", () => {
  expect(labelNames({ scoreRuns: [scored("singular", "plural"), scored("singular", "plural")] })).toBe(
    "label (singular or plural)",
  );
  expect(labelNames({ scoreRuns: [scored("masculine", "feminine")] })).toBe("label (masculine or feminine)");
  expect(labelNames({ scoreRuns: [] })).toBe("label");
});
