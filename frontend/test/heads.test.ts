import { describe, expect, it } from "vitest";
import type { Method } from "../src/api/types.ts";
import { hasSingleHeads, infoOf, isHead, methodOfHead } from "../src/state/sentence/heads.ts";

const attention: Method = {
  id: "attn",
  name: "Raw attention",
  paper: "Vaswani et al. 2017",
  kind: "context_mixing",
  standard: true,
  needs: ["trace"],
  aggregations: ["none"],
  containsLayersBelow: false,
  singleHeads: true,
  range: { minimum: 0, maximum: 1 },
  signed: false,
  description: "Attention weights.",
};

describe("what a method says of itself", () => {
  it("is found by its id", () => {
    expect(infoOf([attention], "attn")).toBe(attention);
    expect(infoOf([attention], "globenc")).toBeUndefined();
    expect(infoOf([attention], undefined)).toBeUndefined();
  });

  it("says whether it has single heads, and a single head of which method it is", () => {
    expect(hasSingleHeads([attention], "attn")).toBe(true);
    expect(hasSingleHeads([{ ...attention, singleHeads: false }], "attn")).toBe(false);
    expect(hasSingleHeads([attention], undefined)).toBe(false);
    expect([isHead("value_zeroing_cosine_head_0"), isHead("value_zeroing_cosine")]).toEqual([true, false]);
    expect(methodOfHead("value_zeroing_cosine_head_0")).toBe("value_zeroing_cosine");
    expect(methodOfHead("attn")).toBe("attn");
  });

  it("names a single head from 1", () => {
    expect(infoOf([attention], "attn_head_2")).toEqual({ ...attention, name: "Raw attention, head 3" });
  });
});
