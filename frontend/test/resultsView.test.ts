import { describe, expect, it } from "vitest";
import type { Fields } from "../src/state/fields.ts";
import { COMMON_FIELDS } from "../src/state/results/commonFields.ts";
import { COMPARISON_FIELDS } from "../src/state/results/comparisonFields.ts";
import { FAITHFULNESS_FIELDS } from "../src/state/results/faithfulnessFields.ts";
import { PROBING_FIELDS } from "../src/state/results/probingFields.ts";
import {
  EDITABLE_IN_SHARE,
  readResultsView,
  resultsOf,
  type ResultsView,
  writeResultsView,
} from "../src/state/results/resultsView.ts";
import { SENTENCE_FIELDS } from "../src/state/results/sentenceFields.ts";
import { WHEN_FIELDS } from "../src/state/results/whenFields.ts";

function viewAt(address: string): ResultsView | undefined {
  const url = new URL(address, "http://mixlab");
  const path = url.pathname.split("/").filter((part) => part !== "");
  return readResultsView(path.map(decodeURIComponent), url.searchParams);
}

const usual = viewAt("/results/r-1/cues");
const written = (changes: Partial<ResultsView>) => writeResultsView({ ...usual, ...changes } as ResultsView);

describe("the address of results", () => {
  it("is short while everything is as usual", () => {
    expect(usual).toMatchObject({ runId: "r-1", tab: "cues", group: "all", sides: "after", models: [] });
    expect(written({})).toBe("/results/r-1/cues");
    expect(viewAt("/results/r-1")).toEqual(usual);
    expect(resultsOf("r-1")).toBe("/results/r-1/cues");
  });

  it("can be read by people", () => {
    expect(
      written({
        measure: "cue_dot",
        sides: "both",
        methods: ["attn", "alti"],
        point: { scoreRunId: "s", method: "attn", layer: 4 },
      }),
    ).toBe("/results/r-1/cues?measure=cue_dot&sides=both&methods=attn,alti&pick=s,attn,4");
  });

  it.each<Partial<ResultsView>>([
    { tab: "paper", models: ["a", "b-2"], methods: ["attn"] },
    { tab: "probing", mode: "as_published", correlation: "pearson", layer: 3 },
    { tab: "faithfulness", measure: "spearman", test: "wilcoxon", curves: "only" },
    { sides: "before", group: "distance_3_4", aggregation: "rollout_residual" },
    { sides: "both", layout: "beside", group: "wrong" },
    { methods: [] },
    { tab: "when", lens: "difference", agreement: "spearman_edge", measure: "cue_dot" },
    { point: { scoreRunId: "7f-a", method: "value_zeroing_cosine", layer: 12 }, order: "worst" },
    { runId: "a run/1" },
  ])("brings back %o", (changes) => {
    expect(viewAt(written(changes))).toEqual({ ...usual, ...changes });
  });

  it("opens a link that has every key", () => {
    const link =
      "/results/r-1/faithfulness?measure=sufficiency&group=right&sides=both&layout=beside&aggregation=rollout" +
      "&methods=attn,alti&layer=3&models=r-2,r-3&mode=as_published&correlation=pearson&probe=0&unit=sum" +
      "&curves=only&at=best&dots=attn&against=spearman&test=wilcoxon&duels=1&tested=mean&pick=s,attn,4&order=worst" +
      "&rival=alti&lens=probability&agreement=spearman_edge";
    const view = viewAt(link);
    expect(view).toEqual({
      runId: "r-1",
      tab: "faithfulness",
      measure: "sufficiency",
      group: "right",
      sides: "both",
      layout: "beside",
      aggregation: "rollout",
      methods: ["attn", "alti"],
      layer: 3,
      models: ["r-2", "r-3"],
      mode: "as_published",
      correlation: "pearson",
      probe: 0,
      unit: "sum",
      curves: "only",
      barPlace: "best",
      dots: "attn",
      against: "spearman",
      test: "wilcoxon",
      comparison: true,
      comparisonAt: "mean",
      point: { scoreRunId: "s", method: "attn", layer: 4 },
      order: "worst",
      rival: "alti",
      lens: "probability",
      agreement: "spearman_edge",
    });
    expect(view && writeResultsView(view)).toBe(link);
  });

  it("has no name and no key of a field in two of its tables, of which one would take the other's place", () => {
    const fields = [
      COMMON_FIELDS,
      PROBING_FIELDS,
      FAITHFULNESS_FIELDS,
      COMPARISON_FIELDS,
      SENTENCE_FIELDS,
      WHEN_FIELDS,
    ].flatMap((table: Fields) => Object.entries(table).map(([name, { key }]) => ({ name, key })));
    expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length);
    expect(new Set(fields.map(({ key }) => key)).size).toBe(fields.length);
  });

  it("lets the reader of a share change only what needs no other answers", () => {
    expect([...EDITABLE_IN_SHARE].sort()).toEqual(
      ["methods", "layout", "correlation", "curves", "barPlace", "probe", "unit", "lens"].sort(),
    );
  });

  it("takes the usual in place of what it does not know", () => {
    const odd = "sides=all&layout=x&aggregation=sum&layer=0&mode=y&pick=a,b,0&order=z&test=t&curves=c";
    expect(viewAt(`/results/r-1/cues?${odd}`)).toEqual(usual);
  });

  it("never draws a run beside itself, nor a run twice", () => {
    expect(viewAt("/results/r-1/cues?models=r-1,a,a,")?.models).toEqual(["a"]);
  });

  it.each(["/results", "/results/r-1/other", "/results/r-1/cues/2", "/runs/r-1"])("is not %s", (address) => {
    expect(viewAt(address)).toBeUndefined();
  });
});
