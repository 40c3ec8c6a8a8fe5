import { describe, expect, it } from "vitest";
import { chosenEvaluations, writtenEvaluations } from "../src/state/launch/launchEvaluations.ts";
import { evaluations } from "./fixture/recorded.ts";

const standard = ["cue_alignment", "faithfulness", "probing"];

describe("the choice of evaluations", () => {
  it("is the standard ones unless the address says otherwise", () => {
    expect(chosenEvaluations("", evaluations)).toEqual(standard);
    expect(chosenEvaluations("none", evaluations)).toEqual([]);
    expect(chosenEvaluations("probing,gone,cue_alignment", evaluations)).toEqual([
      "cue_alignment",
      "probing",
    ]);
  });

  it.each([standard, [...standard, "probing_as_published"], [], ["faithfulness"]].map((ids) => [ids]))(
    "comes back from its address: %s",
    (ids) => {
      expect(chosenEvaluations(writtenEvaluations(ids, evaluations), evaluations)).toEqual(ids);
    },
  );

  it("is left out of the address where it is the standard ones", () => {
    expect(writtenEvaluations(standard, evaluations)).toBe("");
    expect(writtenEvaluations([], evaluations)).toBe("none");
  });
});
