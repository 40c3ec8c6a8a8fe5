import { describe, expect, it } from "vitest";
import type { Run } from "../src/api/types.ts";
import { type PaperParts, paperPicture } from "../src/charts/figurePicture.ts";
import { legendChart } from "../src/charts/legend.ts";
import { svg } from "../src/dom/element.ts";
import { savedBlankOut, type BlankedSide } from "../src/figures/sentence/blankOut.ts";
import { savedSides } from "../src/figures/sentence/savedSides.ts";
import { type SentencePicture, sentencePicture } from "../src/figures/sentence/sentencePicture.ts";
import { mapChart } from "../src/charts/map.ts";
import { rampOf } from "../src/scale/ramp.ts";
import { readSentenceView } from "../src/state/sentence/sentenceView.ts";
import { example, maps, methods, run as runOf, scoreRun } from "./fixture/recorded.ts";

const run = runOf("r-whole");

const chart = () => svg("svg", { width: 700, height: 100 });

const texts = (parts: PaperParts) =>
  [...paperPicture(parts).querySelectorAll("text")].map(({ textContent }) => textContent);

const widest = (parts: PaperParts) => {
  const picture = paperPicture(parts);
  return Math.max(
    ...[...picture.querySelectorAll("text")].map((text) => {
      const size = Number(text.getAttribute("font-size"));
      return text.textContent.length * size * 0.54;
    }),
  );
};

describe("a picture that is saved", () => {
  const parts: PaperParts = {
    title: "Loss",
    caption: "Cross-entropy of each step.",
    legend: [{ name: "Each step", colour: "#000" }],
    scales: [{ name: "Before", picture: legendChart(rampOf("light"), 0.5) }],
    chart: chart(),
  };

  it("has its title, the names of its legend and of its scales, and its caption", () => {
    expect(texts(parts)).toEqual([
      "Loss",
      "Each step",
      "Before",
      "0",
      "0.2",
      "0.5",
      "Cross-entropy of each step.",
    ]);
  });

  it("breaks words that are longer than it is wide", () => {
    const name = "x".repeat(240);
    const long = { ...parts, title: name, caption: name, legend: [{ name, colour: "#000" }], scales: [] };
    expect(widest(long)).toBeLessThanOrEqual(760);
    expect(texts(long).join("")).toBe(name.repeat(3));
  });
});

describe("pictures of the sentence page", () => {
  const sentence = (query: string): SentencePicture => {
    const view = readSentenceView(["scores", "1a", "3"], new URLSearchParams(query));
    const both = [false, true].map((after) => ({
      scoreRun: scoreRun(after),
      example: example(after),
      maps: maps("attn", "none", after),
    }));
    const picture =
      view &&
      sentencePicture(
        both,
        view,
        methods.find(({ id }) => id === "attn"),
      );
    if (picture === undefined) {
      throw new Error("no picture");
    }
    return picture;
  };
  const saved = (now: SentencePicture, of: Run = run) =>
    savedSides(now, of, {
      what: "Layer 6",
      notes: ["Framed: the cues."],
      layer: now.layer,
      draw: (side, { layer, exponents }, { width, colours }) =>
        mapChart(side.picture, layer, {
          ramp: rampOf(colours),
          maximum: 1,
          width,
          exponent: exponents[layer] ?? 0,
          title: "map",
        }),
    });

  it("say what they show, of which model, sentence and run", () => {
    const parts = saved(sentence("sides=both"));
    expect(parts?.title).toBe("Layer 6: Attention, tiny-bert");
    expect(parts?.caption).toContain(`Sentence 4: ${example(true).sentence} Framed: the cues.`);
    expect(parts?.caption).toContain("seed 42, rate 3e-4, r-whole");
    expect(parts?.chart.textContent).toContain("Before fine-tuning");
  });

  it("have one colour scale, or one for each side that has its own", () => {
    expect(saved(sentence("sides=both"))?.scales?.map(({ name }) => name)).toEqual([""]);
    expect(saved(sentence("sides=both&scale=own"))?.scales?.map(({ name }) => name)).toEqual([
      "Before fine-tuning",
      "After fine-tuning",
    ]);
  });

  it("name both scales of blank-out", () => {
    const now = sentence("sides=both");
    const side: BlankedSide = {
      name: "After fine-tuning",
      picture: now.sides[0].picture,
      drops: now.sides[0].picture.units.map(() => 0.1),
      row: now.sides[0].picture.units.map(() => 0.1),
    };
    const parts = savedBlankOut(now, [side], run);
    expect(parts?.title).toBe("Blank-out beside the target's row in layer 6: tiny-bert, after fine-tuning");
    expect(parts?.scales?.map(({ name }) => name)).toEqual([
      "Blank-out, loss of p(good word)",
      "Target's row, Attention",
    ]);
  });
});
