import { describe, expect, it } from "vitest";
import {
  chosenCueUnits,
  chosenEvaluations,
  writtenCueUnits,
  writtenEvaluations,
} from "../src/state/launch/launchEvaluations.ts";
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

describe("the choice of cue words", () => {
  it("has the words that show the number beside the published ones unless the address says otherwise", () => {
    expect(chosenCueUnits("")).toEqual(["number_words"]);
    expect(chosenCueUnits("none")).toEqual([]);
    expect(chosenCueUnits("phrase,head,gone")).toEqual(["head", "phrase"]);
  });

  it("comes back from its address, and from the units of a run", () => {
    expect(writtenCueUnits(["as_published", "number_words"])).toBe("");
    expect(writtenCueUnits(["as_published"])).toBe("none");
    expect(writtenCueUnits(["as_published", "phrase", "head"])).toBe("head,phrase");
  });
});
