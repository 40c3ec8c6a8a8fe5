import { describe, expect, it } from "vitest";
import {
  filterOf,
  fitting,
  isFiltered,
  offeredBy,
  readSentenceView,
  type SentenceView,
  writeSentenceView,
} from "../src/state/sentence/sentenceView.ts";
import { methods } from "./fixture/recorded.ts";

function viewAt(address: string): SentenceView | undefined {
  const url = new URL(address, "http://mixlab");
  const path = url.pathname.split("/").filter((part) => part !== "");
  return readSentenceView(path.map(decodeURIComponent), url.searchParams);
}

const usual = viewAt("/scores/s-1");

describe("the address of a sentence", () => {
  it("is short while everything is as usual", () => {
    expect(usual).toMatchObject({ scoreRunId: "s-1", index: 0, sides: "one", aggregation: "none" });
    expect(usual === undefined ? "" : writeSentenceView(usual)).toBe("/scores/s-1");
  });

  it.each<Partial<SentenceView>>([
    { index: 12, method: "attn", aggregation: "rollout_residual", layer: 3 },
    { sides: "both", level: "word", hideSpecial: true, scale: "own" },
    { sides: "difference", layer: 1 },
    { method: "globenc", versus: "attn", aggregation: "rollout_raw" },
    { method: "globenc", versus: "attn", pairing: "difference" },
    { method: "attn", head: 3 },
    { threshold: 0.05, layer: 2 },
    { paradigm: "darn", label: "plural", correct: false, search: "the cats & dogs + more" },
    { correct: true, search: "ä 50 %" },
  ])("brings back %o", (changes) => {
    const view = { ...usual, ...changes } as SentenceView;
    expect(viewAt(writeSentenceView(view))).toEqual(view);
  });

  it("opens a link that has every key", () => {
    const link =
      "/scores/s-1/7?method=attn&versus=alti&pairing=difference&head=2&aggregation=rollout&layer=3&sides=both" +
      "&words=1&bare=1&scale=own&threshold=0.25&paradigm=ana&label=plural&model=wrong&search=two+dogs";
    const view = viewAt(link);
    expect(view).toEqual({
      scoreRunId: "s-1",
      index: 7,
      method: "attn",
      versus: "alti",
      pairing: "difference",
      head: 2,
      aggregation: "rollout",
      layer: 3,
      sides: "both",
      level: "word",
      hideSpecial: true,
      scale: "own",
      threshold: 0.25,
      paradigm: "ana",
      label: "plural",
      correct: false,
      search: "two dogs",
    });
    expect(view && writeSentenceView(view)).toBe(link);
  });

  it("takes the usual in place of what it does not know", () => {
    expect(viewAt("/scores/s-1?aggregation=sum&layer=0&sides=all&model=maybe")).toEqual(usual);
    for (const threshold of ["0", "-1", "much", "", "Infinity"]) {
      expect(viewAt(`/scores/s-1?threshold=${threshold}`)).toEqual(usual);
    }
  });

  it("keeps any paradigm and label, since data sets have their own", () => {
    expect(viewAt("/scores/s-1?paradigm=x&label=feminine")).toMatchObject({
      paradigm: "x",
      label: "feminine",
    });
  });

  it("never asks for a difference of differences", () => {
    expect(viewAt("/scores/s-1?versus=attn&pairing=difference&sides=difference")?.pairing).toBe("beside");
  });

  it.each(["/scores", "/scores/s-1/x", "/scores/s-1/1/2", "/runs/s-1"])("is not %s", (address) => {
    expect(viewAt(address)).toBeUndefined();
  });

  it("decides what the list leaves out", () => {
    const view = { ...usual, paradigm: "ana" } as SentenceView;
    expect(isFiltered(filterOf(view))).toBe(true);
    expect(usual === undefined || isFiltered(filterOf(usual))).toBe(false);
  });
});

describe("the aggregation after a change of method", () => {
  it.each([
    ["rollout", "rollout_residual"],
    ["last_layer", "last_layer"],
    ["none", "none"],
  ] as const)("goes from %s to %s where there is no plain rollout", (before, after) => {
    expect(fitting(before, ["none", "rollout_residual", "last_layer"])).toBe(after);
  });

  it("is never a rollout where the target's row alone is stored", () => {
    const method = methods.find(({ id }) => id === "globenc");
    expect(offeredBy(method, "all")).toEqual(["none", "rollout_raw", "rollout", "last_layer"]);
    expect(offeredBy(method, "target")).toEqual(["none", "last_layer"]);
    expect(offeredBy(undefined, "all")).toEqual(["none"]);
  });

  it("is none where nothing fits", () => {
    expect(fitting("rollout", ["none"])).toBe("none");
    expect(fitting("last_layer", [])).toBe("none");
  });
});
