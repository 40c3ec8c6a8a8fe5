import { describe, expect, it } from "vitest";
import {
  chosenMethods,
  costOf,
  presetMethods,
  presetOf,
  writtenMethods,
} from "../src/state/launch/launchMethods.ts";
import { methods } from "./fixture/recorded.ts";

const slow = [
  "hidden_token_attribution",
  "hidden_token_attribution_global",
  "integrated_gradients",
  "integrated_gradients_diff",
  "knockout_value_diff",
  "knockout_value_prob",
  "knockout_edge_diff",
];
const all = methods.map(({ id }) => id);
const usual = all.filter((id) => !slow.includes(id));
const light = methods.filter(({ id }) => !slow.includes(id));

describe("the choice of methods", () => {
  it("is all but the slow ones unless the address says otherwise", () => {
    expect(chosenMethods("", methods)).toEqual(usual);
    expect(chosenMethods("all", methods)).toEqual(all);
    expect(chosenMethods("integrated_gradients,attn,gone", methods)).toEqual([
      "attn",
      "integrated_gradients",
    ]);
    expect(chosenMethods("none", methods)).toEqual([]);
  });

  it.each([usual, all, [], ["attn"], ["alti", "integrated_gradients"]].map((ids) => [ids]))(
    "comes back from its address: %s",
    (ids) => {
      expect(chosenMethods(writtenMethods(ids, methods), methods)).toEqual(ids);
    },
  );

  it("is of the standard ones that the server names", () => {
    const named = methods.map((method) => ({ ...method, standard: method.id === "attn" }));
    expect(chosenMethods("", named)).toEqual(["attn"]);
    expect(writtenMethods(["attn"], named)).toBe("");
  });

  it("has presets, and knows which of them it holds", () => {
    expect(presetMethods("few", methods)).toEqual([
      "value_zeroing_cosine",
      "value_zeroing_euclidean",
      "value_zeroing_euclidean_normalised",
      "value_zeroing_l1",
      "value_zeroing_l1_normalised",
      "attn",
    ]);
    expect(presetOf(usual, methods)).toBe("usual");
    expect(presetOf(all, methods)).toBe("all");
    expect(presetOf(presetMethods("few", methods), methods)).toBe("few");
    expect(presetOf(["attn"], methods)).toBeUndefined();
  });

  it("is written shortest where no method is slow", () => {
    expect(writtenMethods(usual, light)).toBe("");
    expect(presetOf(usual, light)).toBe("usual");
  });

  it("tells what the slow ones cost, and nothing of the others", () => {
    const told = methods.filter((method) => costOf(method) !== undefined).map(({ id }) => id);
    expect(told).toEqual(slow);
  });
});
