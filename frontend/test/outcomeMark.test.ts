import { describe, expect, it } from "vitest";
import type { Run } from "../src/api/types.ts";
import { outcomeMark } from "../src/dom/parts.ts";

const run = (trainingOutcome: Run["trainingOutcome"]) => ({ trainingOutcome }) as Run;

describe("the mark of a fine-tuning", () => {
  it("names a run that learned nothing and one that diverged", () => {
    expect(outcomeMark(run("nothing"), "short")?.textContent).toBe("learned nothing");
    expect(outcomeMark(run("diverged"), "short")?.textContent).toBe("diverged");
    expect(outcomeMark(run("diverged"), "text")?.textContent).toContain("Fine-tuning diverged");
  });

  it("is absent where the model learned and where no fine-tuning has ended", () => {
    expect(outcomeMark(run("learned"), "short")).toBeNull();
    expect(outcomeMark(run(null), "text")).toBeNull();
  });
});
