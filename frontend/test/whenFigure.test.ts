import { describe, expect, it } from "vitest";
import type { FigureTable, Quantities } from "../src/api/types.ts";
import { whenFigure, type WhenRequest } from "../src/figures/results/whenFigure.ts";
import { MODEL_COLOUR, type PointOfTab, whenRows, type WhenData } from "../src/figures/results/whenRows.ts";
import type { ModelRun, ScoredSide } from "../src/state/results/scoredSides.ts";
import { answer } from "./fixture/answers.ts";
import { figureTable, LAYERS, methods, probing, run } from "./fixture/recorded.ts";
import { RECORDED } from "./fixture/requests.ts";

const told = (path: string): unknown => answer(`/scores/${RECORDED.scoreRunAfter}${path}`);
const LENS = told("/quantities?evaluation=logit_lens&group=all") as Quantities;
const KNOCKOUTS = told("/figures?measure=spearman_knockout&group=all") as FigureTable;

const MODEL: ModelRun = { run: run("r-whole"), sides: [] };
const sideOf = (when: ScoredSide["when"], model = MODEL) => ({
  model,
  side: { scoreRunId: `s-${when}`, when },
});
const AFTER = sideOf("after");
const BEFORE = sideOf("before");

const DATA: WhenData = {
  lens: { quantity: "lens_accuracy", sides: [{ ...AFTER, table: LENS }] },
  probing: [{ ...AFTER, probing: probing(true) }],
  cues: {
    measure: { id: "cue_dot", name: "Share on cues" },
    sides: [{ ...AFTER, table: figureTable(true) }],
  },
  knockouts: {
    measure: { id: "spearman_knockout", name: "Rank agreement" },
    sides: [{ ...AFTER, table: KNOCKOUTS }],
  },
};

const CHOICE = { methods: ["attn"], aggregation: "none" as const, allMethods: methods };

const request = (changes: Partial<WhenRequest> = {}): WhenRequest => ({
  data: DATA,
  choice: CHOICE,
  group: "all",
  layout: "overlaid",
  resamples: 500,
  file: "r-whole-when",
  ...changes,
});

const NOTHING: WhenData = {
  lens: { quantity: "lens_accuracy", sides: [] },
  probing: [],
  cues: undefined,
  knockouts: undefined,
};

describe("several evaluations on one layer axis", () => {
  it("are what the server gives: of the model from the embeddings on, of methods from layer 1 on", () => {
    const rows = whenRows(DATA, CHOICE);
    expect(rows.map(({ title, layers }) => [title, layers])).toEqual([
      ["Logit lens", [0, LAYERS]],
      ["Probing", [0, LAYERS]],
      ["Cue alignment", [1, LAYERS]],
      ["Knock-outs", [1, LAYERS]],
    ]);
    const lines = rows.map((row) => row.lines(row.sides[0] ?? AFTER, "light", false));
    const accuracy = LENS.quantities.find(({ id }) => id === "lens_accuracy")?.figures;
    expect(lines[0]?.[0]?.points.map(({ x, y, low, high, n }) => [x, y, low, high, n])).toEqual(
      accuracy?.mean.map((y, layer) => [
        layer,
        y,
        accuracy.low[layer],
        accuracy.high[layer],
        accuracy.n[layer],
      ]),
    );
    expect(lines[1]?.[1]?.points.map(({ x, y, low, high }) => [x, y, low, high])).toEqual(
      probing(true).layers.map(({ layer, labels }) => [layer, labels.compression, labels.low, labels.high]),
    );
    const own = KNOCKOUTS.views.find(
      ({ method, aggregation }) => method === "attn" && aggregation === "none",
    );
    expect(lines[3]?.[0]?.points.map(({ x, y }) => [x, y])).toEqual(
      own?.figures.mean.map((y, place) => [place + 1, y]),
    );
    expect(lines.map((of) => of.map(({ name }) => name))).toEqual([
      ["Accuracy"],
      ["Shuffled labels (control)", "Compression"],
      ["Attention", "Random"],
      ["Attention", "Random"],
    ]);
    expect(lines[0]?.[0]?.colour).toBe(MODEL_COLOUR);
  });

  it("lie below each other so that every layer is at one place in all of them", () => {
    const drawn = whenFigure(request())?.draw(900, "light");
    const places = new Map<string, Set<number>>();
    for (const { lines, x } of drawn?.marks ?? []) {
      const layer = /^Layer (\d+)/.exec(lines[0] ?? "")?.[1] ?? "";
      places.set(layer, (places.get(layer) ?? new Set()).add(Math.round(x * 100)));
    }
    expect([...places.keys()].sort()).toEqual(
      Array.from({ length: LAYERS + 1 }, (_, layer) => String(layer)),
    );
    expect([...places.values()].map(({ size }) => size)).toEqual(Array(LAYERS + 1).fill(1));
    const tops = [...(drawn?.chart.children ?? [])].map((chart) => Number(chart.getAttribute("y")));
    expect(tops).toEqual([...tops].sort((one, other) => one - other));
    expect(new Set(tops).size).toBe(4);
  });

  it("open the sentences of a method's point on the tab of its evaluation, and nothing of the model's own", () => {
    const marks = whenFigure(request())?.draw(900, "light").marks ?? [];
    const points = marks.flatMap(({ datum }) => (datum === undefined ? [] : [datum as PointOfTab]));
    expect(new Set(points.map(({ tab, measure }) => `${tab} ${measure}`))).toEqual(
      new Set(["cues cue_dot", "knockouts spearman_knockout"]),
    );
    expect(points.map(({ point }) => point)).toContainEqual({
      scoreRunId: "s-after",
      method: "attn",
      layer: LAYERS,
    });
    expect(marks).toHaveLength(points.length + 3 * (LAYERS + 1));
  });

  it("say what they are over, what layer 0 is, and where guessing lies", () => {
    const caption = whenFigure(request())?.caption ?? "";
    expect(caption).toMatch(
      /^All sentences; n = 160 \(logit lens\), 160 \(probing\), 160 \(cue alignment\), \d+ \(knock-outs\)\./,
    );
    expect(caption).toContain("Layer 0 (emb.) is the embedding output");
    expect(caption).toContain("Rules: guessing (accuracy 0.5, compression 1).");
    expect(caption).toContain("95 % paired bootstrap intervals");
    expect(whenFigure(request({ group: "darn" }))?.caption).toContain("Probing is of all sentences");
  });

  it("lay before dashed over after, with one baseline, or stand beside it", () => {
    const data: WhenData = {
      ...NOTHING,
      probing: [
        { ...BEFORE, probing: probing(false) },
        { ...AFTER, probing: probing(true) },
      ],
    };
    const overlaid = whenFigure(request({ data }));
    const heads = (of: typeof overlaid) =>
      new Set(
        of
          ?.draw(900, "light")
          .marks.map(({ head, row }) => `${head}${row.endsWith("dashed") ? " dashed" : ""}`),
      );
    expect(heads(overlaid)).toEqual(
      new Set([
        "Compression, before, Probing dashed",
        "Compression, Probing",
        "Shuffled labels (control), Probing",
      ]),
    );
    const names = (of: typeof overlaid) =>
      (typeof of?.legend === "function" ? of.legend("light") : []).map(({ name }) => name);
    expect(names(overlaid)).toEqual([
      "the model itself",
      "shuffled labels (control)",
      "dashed: before fine-tuning",
    ]);
    const beside = whenFigure(request({ data, layout: "beside" }));
    expect(heads(beside)).toEqual(
      new Set([
        "Compression, Probing, before",
        "Compression, Probing, after",
        "Shuffled labels (control), Probing, before",
        "Shuffled labels (control), Probing, after",
      ]),
    );
    expect(names(beside)).toEqual(["the model itself", "shuffled labels (control)"]);
  });

  it("are rows of one table, with what each is of", () => {
    const [head, ...rows] = whenFigure(request())?.rows() ?? [];
    expect(head).toEqual([
      "evaluation",
      "measure",
      "run",
      "fine-tuning",
      "of",
      "aggregation",
      "layer",
      "value",
      "low",
      "high",
      "n",
    ]);
    expect(rows.every((row) => row.length === 11)).toBe(true);
    expect(
      new Set(rows.map(([evaluation, , , , of, aggregation]) => [evaluation, of, aggregation].join("|"))),
    ).toEqual(
      new Set([
        "Logit lens|the model itself|",
        "Probing|the model itself|",
        "Probing|Shuffled labels (control)|",
        "Cue alignment|Attention|none",
        "Cue alignment|Random|none",
        "Knock-outs|Attention|none",
        "Knock-outs|Random|none",
      ]),
    );
    const cue = figureTable(true).views.find(
      ({ method, aggregation }) => method === "attn" && aggregation === "none",
    );
    const third = rows.find(
      ([evaluation, , , , of, , layer]) =>
        evaluation === "Cue alignment" && of === "Attention" && layer === 3,
    );
    expect(third?.slice(7)).toEqual([
      cue?.figures.mean[2],
      cue?.figures.low[2],
      cue?.figures.high[2],
      cue?.figures.n[2],
    ]);
  });
});

describe("evaluations that are not there", () => {
  it("are left out; the axis begins with layer 1 where no evaluation reads the embeddings", () => {
    expect(whenFigure(request({ data: NOTHING }))).toBeUndefined();
    const alone = whenFigure(request({ data: { ...NOTHING, cues: DATA.cues } }));
    expect(alone?.caption).not.toContain("Layer 0");
    const { chart, marks } = alone?.draw(500, "light") ?? { chart: undefined, marks: [] };
    expect(chart?.textContent).not.toContain("emb.");
    expect(marks[0]?.lines[0]).toMatch(/^Layer 1: /);
  });

  it("are named where no sentence of the group has a value, and where a run beside lacks them", () => {
    const none = (table: FigureTable): FigureTable => ({
      ...table,
      views: table.views.map((view) => ({
        ...view,
        figures: { mean: [null], low: [null], high: [null], n: [0] },
      })),
    });
    const knockouts = {
      measure: { id: "k", name: "Rank agreement" },
      sides: [{ ...AFTER, table: none(KNOCKOUTS) }],
    };
    expect(whenFigure(request({ data: { ...DATA, knockouts } }))?.caption).toContain(
      "Of none of these sentences: knock-outs.",
    );
    const other = sideOf("after", { run: run("r-2", { name: "the other" }), sides: [] });
    const probings = [...DATA.probing, { ...other, probing: probing(false) }];
    const caption = whenFigure(request({ data: { ...DATA, probing: probings } }))?.caption;
    expect(caption).toMatch(/the other lacks logit lens, cue alignment, knock-outs\.$/);
  });
});
