import { describe, expect, it, vi } from "vitest";
import type { FigureDifference, Run, RunDifferences } from "../src/api/types.ts";
import { figuresTable, remarksOf, type RunPair, verdictOf } from "../src/figures/compare/runFigures.ts";
import { repeatRequest } from "../src/state/compareRuns.ts";
import { repeatedByWords, repeatsLines, repeatsWords } from "../src/panels/run/repeats.ts";
import { compareRuns, readCompareView, writeCompareView } from "../src/state/compareView.ts";
import { answer } from "./fixture/answers.ts";

const run = answer("/runs/r-whole") as Run;
const figure = (fields: Partial<FigureDifference>): FigureDifference => ({
  when: "after",
  measure: "cue_dot",
  method: "attn",
  aggregation: "rollout",
  layer: 2,
  head: null,
  first: 0.25,
  second: 0.2500003,
  difference: 3e-7,
  identical: false,
  differing: 12,
  largest: 4e-6,
  ...fields,
});

function pair(figures: FigureDifference[], fields: Partial<RunDifferences> = {}): RunPair {
  const differing = figures.filter(({ identical }) => !identical).length;
  return {
    runs: [run, { ...run, id: "r-again", name: "again" }],
    differences: {
      first: run.id,
      second: "r-again",
      verdict:
        differing === 0
          ? "All 1,204 figures agree to the last bit"
          : "37 of 1,204 figures differ, at most by 3e-7",
      figures: 1204,
      identical: 1204 - differing,
      onlyFirst: 0,
      onlySecond: 0,
      sameWeights: differing === 0,
      phases: [{ when: "after", scoreRunIds: ["s-1", "s-2"], examples: 160 }],
      settings: [],
      items: figures,
      total: 1204,
      ...fields,
    },
    figures,
    methods: answer("/methods") as RunPair["methods"],
    evaluations: answer("/evaluations") as RunPair["evaluations"],
  };
}

describe("a run and its repetitions", () => {
  const text = (words: readonly unknown[]) =>
    words.map((word) => (word instanceof HTMLElement ? word.textContent : String(word))).join("");
  const links = (words: readonly unknown[]) =>
    words.filter((word) => word instanceof HTMLElement).map((word) => word.getAttribute("href"));
  const again = { id: "r-again", name: "again" };

  it("link to each other and to their comparison", () => {
    const words = repeatsWords(again, run);
    expect(text(words)).toBe(`Repeats ${run.name} (compare)`);
    expect(links(words)).toEqual([`/runs/${run.id}`, compareRuns(run.id, "r-again")]);
    const back = repeatedByWords(run, [again, { id: "r-third", name: "third" }], 7);
    expect(text(back)).toBe("Repeated by again (compare), third (compare) and 5 more");
    expect(links(back)).toEqual([
      "/runs/r-again",
      compareRuns(run.id, "r-again"),
      "/runs/r-third",
      compareRuns(run.id, "r-third"),
    ]);
    expect(repeatedByWords(run, [], 0)).toEqual([]);
  });

  it("are read from the server, and a run without any shows nothing", async () => {
    const requests: string[] = [];
    vi.stubGlobal("fetch", (address: string) => {
      requests.push(address);
      const found = address.includes("repeats=") ? { total: 1, items: [{ ...run, ...again }] } : run;
      return Promise.resolve(Response.json(found));
    });
    const lines = repeatsLines({ ...run, ...again, repeats: run.id }, new AbortController().signal);
    expect([...lines.children].every((line) => (line as HTMLElement).hidden)).toBe(true);
    await expect.poll(() => lines.textContent).toContain("Repeated by again");
    expect(lines.textContent).toContain(`Repeats ${run.name}`);
    expect(requests).toEqual([`/api/v1/runs/${run.id}`, "/api/v1/runs?repeats=r-again&limit=5"]);
    vi.unstubAllGlobals();
  });
});

describe("a run that is run again", () => {
  it("has the same settings under the next name", () => {
    const request = repeatRequest(run);
    expect(request.name).toBe(`${run.name} (2)`);
    expect(request.repeats).toBe(run.id);
    expect(request).toMatchObject({
      modelId: run.spec.modelId,
      examples: run.spec.examples,
      methods: run.spec.methods,
      evaluating: run.spec.evaluating,
      scoring: run.spec.scoring,
    });
    expect(Object.keys(request.fineTuning ?? {}).sort()).toEqual([
      "batchSize",
      "epochs",
      "learningRate",
      "maskedShare",
      "seed",
      "warmUp",
    ]);
  });

  it("is compared under an address of its own", () => {
    const address = compareRuns("r-1", "r-2");
    expect(address).toBe("/compare?runs=r-1%2Cr-2");
    const view = readCompareView(["compare"], new URLSearchParams("runs=r-1,r-2"));
    expect(view?.runs).toEqual(["r-1", "r-2"]);
    expect(view && writeCompareView(view)).toBe(address);
  });
});

describe("the figures of two runs", () => {
  it("have a verdict that names the largest difference", () => {
    expect(verdictOf(pair([figure({})]))).toBe(
      "37 of 1,204 figures differ, at most by 3e-7. Largest: Share on cues, Attention, rollout, layer 3, after fine-tuning.",
    );
    const same = pair([figure({ identical: true, difference: 0, differing: 0 })]);
    expect(verdictOf(same)).toBe("All 1,204 figures agree to the last bit.");
    expect(remarksOf(same)).toEqual([
      "The fine-tuned models are the same byte for byte.",
      "Compared over the sentences that both runs have: 160 after fine-tuning.",
    ]);
    expect(remarksOf(pair([figure({})], { sameWeights: null, onlyFirst: 12 }))).toContain(
      "Figures that cannot be compared: 12 only in the first.",
    );
  });

  it("are told in a table, with layers from 1 and the embedding output as 0", () => {
    const compression = figure({
      measure: "probing_compression",
      method: null,
      aggregation: null,
      layer: -1,
      identical: true,
      difference: 0,
    });
    const table = figuresTable(pair([figure({}), compression]), undefined);
    expect(table.rows[1]).toEqual([
      "Share on cues",
      "Attention, rollout",
      "3",
      "",
      "after",
      0.25,
      0.2500003,
      3e-7,
      12,
    ]);
    expect(table.rows[2]?.slice(0, 5)).toEqual(["Compression", "", "0", "", "after"]);
    expect(table.cell?.(0, 1, 7)).toBe("identical");
    expect(table.cell?.(3e-7, 0, 7)).toBe("+3e-7");
    expect(table.cell?.(0.2500003, 0, 6)).toBe("0.25");
  });

  it("name quantities of the model, their layer and their head", () => {
    const head = figure({ measure: "head_ablation", method: null, aggregation: null, layer: 1, head: 3 });
    const table = figuresTable(pair([head]), undefined);
    expect(table.rows[1]?.slice(0, 5)).toEqual(["Head ablation", "", "2", "4", "after"]);
    expect(verdictOf(pair([head]))).toContain("Largest: Head ablation, layer 2, head 4, after fine-tuning.");
  });
});
