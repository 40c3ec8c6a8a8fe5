import { describe, expect, it } from "vitest";
import { lineChart } from "../src/charts/lineChart.ts";
import { type Cell, onCell } from "../src/charts/cell.ts";
import { comparisonMatrix, matrixGrid } from "../src/charts/comparisonMatrix.ts";
import { type Bar, linesOf, methodBars, nameSpace } from "../src/charts/methodBars.ts";
import { scatter, widened } from "../src/charts/scatter.ts";
import { tokenRows } from "../src/charts/tokenRows.ts";
import { rampOf } from "../src/scale/ramp.ts";

const bar = (name: string, value: number | null, series?: string): Bar => ({
  name,
  ...(series === undefined ? {} : { series }),
  value,
  low: value === null ? null : value - 0.1,
  high: value === null ? null : value + 0.1,
  colour: "#123456",
  datum: name,
});

describe("bars of methods", () => {
  it("put the bars of one name below each other, and rows apart", () => {
    const { lines } = linesOf([bar("a", 1, "x"), bar("a", 2, "y"), bar("b", 3, "x")]);
    const [one, two, three] = lines.map(({ y }) => y);
    expect((two ?? 0) - (one ?? 0)).toBeLessThan((three ?? 0) - (two ?? 0));
  });

  it("can all be read, also those not defined, each with its interval", () => {
    const { marks, chart } = methodBars([bar("a", 0.5), bar("b", null)], {
      width: 600,
      xName: "Measure",
      format: String,
      title: "Bars.",
    });
    expect(marks.map(({ head, lines }) => [head, lines[0]])).toEqual([
      ["a", "0.5"],
      ["b", "not defined"],
    ]);
    expect(marks[0]?.lines[1]).toBe("95 % interval 0.4 to 0.6");
    expect(marks[0]?.x).toBeGreaterThan(marks[1]?.x ?? 0);
    expect(marks[0]?.datum).toBe("a");
    expect(chart.getAttribute("aria-label")).toContain("Bars.");
  });

  it("give names what they need, and never more than two fifths", () => {
    expect(nameSpace(["ab"], 600)).toBeLessThan(60);
    expect(nameSpace(["a very long name of a method indeed"], 300)).toBe(120);
  });
});

describe("lines with bands", () => {
  const points = [0.01, 0.1, 1].map((x) => ({ x, y: 1 - x / 2, low: 0.4, high: 1.1 }));
  const options = {
    width: 500,
    height: 300,
    x: { name: "Share", format: String },
    y: { name: "Bits", format: String },
    label: "Lines.",
    xInHead: true,
  };

  it("have equal factors at equal distances on a logarithmic axis", () => {
    const { marks } = lineChart([{ name: "a", colour: "red", points }], {
      ...options,
      x: { ...options.x, log: true },
    });
    const [one = NaN, two = NaN, three = NaN] = marks.map(({ x }) => x);
    expect(two - one).toBeCloseTo(three - two, 6);
    expect(marks[1]?.lines).toEqual(["0.95", "95 % interval 0.4 to 1.1"]);
  });

  it("hold the whole band and the rule inside the axis", () => {
    const { marks } = lineChart([{ name: "a", colour: "red", points }], { ...options, rule: 2 });
    expect(Math.min(...marks.map(({ y }) => y))).toBeGreaterThan(26);
  });

  it("leave out points that are not defined", () => {
    const { marks } = lineChart(
      [
        {
          name: "a",
          colour: "red",
          points: [
            { x: 1, y: null },
            { x: 2, y: 1 },
          ],
        },
      ],
      options,
    );
    expect(marks).toHaveLength(1);
  });
});

describe("a scatter", () => {
  it("is read from left to right and passes on what a dot stands for", () => {
    const dots = [3, 1, 2].map((x) => ({ x, y: x, head: String(x), colour: "red", datum: x }));
    const { marks } = scatter(dots, {
      width: 400,
      height: 300,
      xName: "X",
      yName: "Y",
      format: String,
      title: "Dots.",
      diagonal: true,
    });
    expect(marks.map(({ datum }) => datum)).toEqual([1, 2, 3]);
    expect(marks[0]?.lines).toEqual(["X 1", "Y 1"]);
  });

  it("has room around its values, also around a single one", () => {
    expect(widened([])).toEqual([0, 1]);
    const [low, high] = widened([2, 2]);
    expect(low).toBeLessThan(2);
    expect(high).toBeGreaterThan(2);
  });
});

describe("the matrix of methods", () => {
  it("draws what counts in colour and the rest in grey, blue for ahead whichever is better", () => {
    const cell = (value: number, counts: boolean) => ({ value, counts, head: "h", lines: [] });
    const ramp = rampOf("light", true);
    const { chart, marks } = comparisonMatrix(
      ["a", "b"],
      [
        [null, cell(-0.5, true)],
        [cell(0.5, false), null],
      ],
      { width: 500, ramp, maximum: 0.5, better: -1, exponent: 0, title: "Matrix." },
    );
    const fills = [...chart.querySelectorAll(".comparison-cells rect")].map((rect) =>
      rect.getAttribute("fill"),
    );
    expect(fills).toEqual(["none", ramp.colour(1), "var(--sunken)", "none"]);
    expect(marks).toHaveLength(2);
    expect(
      [...chart.querySelectorAll(".comparison-cells text")].map(({ textContent }) => textContent),
    ).toEqual(["−.50", ".50"]);
  });

  it("keeps cells large enough to read, wider than the page if need be", () => {
    const names = Array.from({ length: 27 }, (_, place) => `Method ${place}`);
    expect(matrixGrid(names, 320).cell).toBe(24);
    expect(matrixGrid(names.slice(0, 3), 1200).cell).toBe(46);
  });
});

describe("rows of values over tokens", () => {
  it("numbers cells, leaves a gap empty, frames cues, and tells of the cell under the cursor", () => {
    const units = (["plain", "cue", "target"] as const).map((role, place) => ({
      label: `t${place}`,
      role,
      tokens: [place],
    }));
    const row = {
      name: "Blank-out",
      values: [-0.2, 0.4, null],
      ramp: rampOf("light", true),
      maximum: 0.4,
      exponent: 0,
    };
    const chart = tokenRows(units, [row], { width: 500, title: "Row." });
    expect([...chart.querySelectorAll(".token-row > g text")].map(({ textContent }) => textContent)).toEqual([
      "−.20",
      ".40",
    ]);
    expect(chart.querySelectorAll("rect[stroke='var(--cue)']")).toHaveLength(1);
    const told: (Cell | null)[] = [];
    onCell(chart, (cell) => told.push(cell));
    chart.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight" }));
    expect(told.at(-1)).toEqual({ row: 0, column: 1 });
  });
});
