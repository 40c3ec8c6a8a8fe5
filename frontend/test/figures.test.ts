import { describe, expect, it } from "vitest";
import { csv } from "../src/charts/exports.ts";
import { heatTable } from "../src/charts/heatTable.ts";
import { lineChart } from "../src/charts/lineChart.ts";
import { lineDomain, type LineSeries } from "../src/charts/lineSeries.ts";
import { isNumeric, latex } from "../src/charts/latex.ts";
import { columnsFor, multiples } from "../src/charts/multiples.ts";
import { type Mark, neighbourOf } from "../src/charts/chartCursor.ts";
import { sparkline } from "../src/charts/sparkline.ts";
import { plainTable, sorted } from "../src/charts/table.ts";
import { svg } from "../src/dom/element.ts";
import { dodge, flow, textLines, textWidth } from "../src/layout/textLines.ts";
import { rampOf } from "../src/scale/ramp.ts";

const rows = [
  ["method", "ρ", "n"],
  ["Gradient x input (good & bad)", 0.123456, 12],
  ["attn_norm 5 %", -0.5, null],
];

describe("a LaTeX table", () => {
  const text = latex(rows, "Correlation_1 − 95 %", "r/1 x");

  it("has the rules of booktabs and one column for each", () => {
    expect(text).toContain("\\begin{tabular}{lrr}");
    expect(text.match(/\\(toprule|midrule|bottomrule)/g)).toHaveLength(3);
  });

  it("escapes what LaTeX would take for its own", () => {
    expect(text).toContain("    Gradient x input (good \\& bad) & 0.123 & 12 \\\\");
    expect(text).toContain("attn\\_norm 5 \\% & $-0.5$ & -- \\\\");
    expect(text).toContain("\\caption{Correlation\\_1 $-$ 95 \\%}");
    expect(text).toContain("\\label{tab:r-1-x}");
  });

  it("tells numbers from text", () => {
    expect([0, 1, 2].map((column) => isNumeric(rows, column))).toEqual([false, true, true]);
  });
});

describe("a table that is sorted", () => {
  const body = [
    ["b", 2],
    ["a", null],
    ["c", 10],
  ] as const;

  it("puts what is not known last, up and down", () => {
    expect(sorted(body, { column: 1, down: true }).map(([name]) => name)).toEqual(["c", "b", "a"]);
    expect(sorted(body, { column: 1, down: false }).map(([name]) => name)).toEqual(["b", "c", "a"]);
    expect(sorted(body, { column: 0, down: false }).map(([name]) => name)).toEqual(["a", "b", "c"]);
  });

  it("is sorted by its heads, first downwards where they are numbers", () => {
    const table = plainTable(rows, "Figures");
    const second = () => [...table.querySelectorAll("tbody tr")].map((row) => row.children[1]?.textContent);
    expect(second()).toEqual(["0.123", "-0.5"]);
    table.querySelectorAll("button")[1]?.click();
    expect(second()).toEqual(["0.123", "-0.5"]);
    table.querySelectorAll("button")[1]?.click();
    expect(second()).toEqual(["-0.5", "0.123"]);
    expect(table.querySelectorAll("th")[1]?.getAttribute("aria-sort")).toBe("ascending");
  });
});

describe("text in pictures", () => {
  it("is broken between words", () => {
    const lines = textLines("one two three four", textWidth("one two", 10), 10);
    expect(lines).toEqual(["one two", "three", "four"]);
  });

  it("breaks words that are longer than a line", () => {
    expect(textLines("one abcdefghij", textWidth("abcd", 10), 10)).toEqual(["one", "abcd", "efgh", "ij"]);
  });

  it("flows into lines", () => {
    expect(flow([40, 40, 40], 100, 10)).toEqual([
      { x: 0, line: 0 },
      { x: 50, line: 0 },
      { x: 0, line: 1 },
    ]);
  });

  it("is moved apart, keeps its order and stays inside", () => {
    const places = dodge([50, 51, 52, 99], 14, 0, 100);
    const ascending = [...places].sort((a, b) => a - b);
    expect(places).toEqual(ascending);
    ascending
      .slice(1)
      .forEach((place, index) => expect(place - (ascending[index] ?? 0)).toBeGreaterThanOrEqual(14));
    expect(Math.max(...places)).toBeLessThanOrEqual(100);
  });
});

const series = (
  name: string,
  values: readonly (number | null)[],
  rest: Partial<LineSeries> = {},
): LineSeries => ({
  name,
  colour: "#1f5fbf",
  points: values.map((y, place) => ({
    x: place + 1,
    y,
    low: y === null ? null : y - 0.1,
    high: y === null ? null : y + 0.1,
    n: 7,
    datum: `${name} ${place + 1}`,
  })),
  ...rest,
});

const options = {
  width: 400,
  height: 240,
  x: { name: "Layer", format: String, domain: [1, 3] as const },
  y: { name: "Share", format: (value: number) => value.toFixed(1), domain: [0, 1] as const },
};

describe("lines with intervals", () => {
  it("cover all intervals and zero", () => {
    expect(lineDomain([series("a", [0.2, 0.5, null])])).toEqual([0, 0.6]);
    expect(lineDomain([series("a", [-0.3, 0.2])])[0]).toBeCloseTo(-0.4);
    expect(lineDomain([])).toEqual([0, 1]);
  });

  it("have a mark for each known figure, at its place, with its interval and n", () => {
    const { marks, chart } = lineChart([series("a", [0.2, null, 0.4])], options);
    expect(marks.map(({ datum }) => datum)).toEqual(["a 1", "a 3"]);
    expect(marks[0]?.lines).toEqual(["Layer 1: 0.2", "95 % interval 0.1 to 0.3", "n = 7"]);
    const [first, last] = marks;
    expect(last?.y).toBeLessThan(first?.y ?? 0);
    expect(last?.x).toBeGreaterThan(first?.x ?? 0);
    expect(chart.getAttribute("aria-label")).toBe("Share by Layer");
  });

  it("draw before dashed, the baseline without points, and names in room", () => {
    const both = [
      series("a", [0.2, 0.3, 0.4], { dashed: true }),
      series("r", [0.1, 0.1, 0.1], { behind: "baseline" }),
    ];
    const { chart } = lineChart(both, { ...options, endLabels: true });
    expect(chart.querySelectorAll("[stroke-dasharray='5 4']")).toHaveLength(1);
    expect([...chart.querySelectorAll(".end-labels text")].map((text) => text.textContent)).toEqual(["r"]);
  });

  it("stand beside each other with their marks where they are drawn", () => {
    const one = lineChart([series("a", [0.2])], options);
    const other = lineChart([series("a", [0.2])], options);
    const [x = 0, y = 0] = [one.marks[0]?.x, one.marks[0]?.y];
    const { marks, chart } = multiples([one, other], 1, "both");
    expect(marks.map((mark) => mark.x)).toEqual([x, x]);
    expect(marks[1]?.y).toBe(y + 240 + 18);
    expect(chart.getAttribute("height")).toBe(String(2 * 240 + 18));
  });

  it("stand in rows that are filled evenly, pairs together", () => {
    expect(columnsFor(5, 1200, 280)).toBe(3);
    expect(columnsFor(6, 1200, 280, true)).toBe(2);
    expect(columnsFor(2, 500, 280)).toBe(1);
    expect(columnsFor(1, 1200, 280)).toBe(1);
  });
});

describe("a heat table", () => {
  const ramp = rampOf("light");
  const { chart, marks } = heatTable(
    [
      { name: "a", values: [0.1, 0.4], data: ["a1", "a2"] },
      { name: "b", values: [null, 0.2] },
    ],
    { width: 500, ramp, signed: false, columns: ["1", "2"], columnName: "Layer", title: "t", format: String },
  );

  it("numbers its cells, and says where there is no number", () => {
    expect([...chart.querySelectorAll(".heat-number")].map((text) => text.textContent)).toEqual([
      ".10",
      ".40",
      ".20",
    ]);
    expect(marks.map(({ lines }) => lines[0])).toEqual([
      "Layer 1: 0.1",
      "Layer 2: 0.4",
      "Layer 1: undefined",
      "Layer 2: 0.2",
    ]);
    expect(marks[1]?.datum).toBe("a2");
  });

  it("gives the largest number the scale's end", () => {
    const fills = [...chart.querySelectorAll(".heat-row rect")].map((rect) => rect.getAttribute("fill"));
    expect(fills[1]).toBe(ramp.colour(1));
    expect(fills[0]).toBe(ramp.colour(0.25));
  });
});

describe("reading by keyboard", () => {
  const mark = (row: string, x: number): Mark => ({ x, y: 0, row, colour: "", head: "", lines: [] });
  const marks = [mark("a", 0), mark("a", 10), mark("b", 1), mark("b", 12)];

  it("goes along a row, and to the nearest of the next", () => {
    expect(neighbourOf(marks, undefined, "ArrowRight")).toBe(marks[0]);
    expect(neighbourOf(marks, marks[0], "ArrowRight")).toBe(marks[1]);
    expect(neighbourOf(marks, marks[1], "ArrowDown")).toBe(marks[3]);
    expect(neighbourOf(marks, marks[2], "ArrowUp")).toBe(marks[0]);
    expect(neighbourOf(marks, marks[1], "ArrowRight")).toBe(marks[1]);
  });
});

it("comma-separated values keep what is not known empty", () => {
  expect(csv(rows).split("\r\n")[2]).toBe("attn_norm 5 %,-0.5,");
  expect(svg("svg").namespaceURI).toContain("svg");
});

describe("a small line of values by layer", () => {
  const dots = (values: readonly (number | null)[], marked: number) =>
    sparkline(values, { minimum: 0, maximum: 1, colour: "#000", marked }).querySelectorAll("circle").length;

  it("has a dot where it is marked, and at every point that has no neighbour", () => {
    expect(dots([0.1, 0.2, 0.3], 1)).toBe(1);
    expect(dots([0.4], 5)).toBe(1);
    expect(dots([0.1, null, 0.4, 0.2], 2)).toBe(2);
  });

  it("is not drawn across layers without a value", () => {
    const line = sparkline([0.1, null, 0.4, 0.2], { minimum: 0, maximum: 1, colour: "#000", marked: 2 });
    expect(line.querySelector("path")?.getAttribute("d")?.match(/M/g)).toHaveLength(2);
  });
});
