import { describe, expect, it } from "vitest";
import { csv } from "../src/charts/exports.ts";
import { legendTicks } from "../src/charts/legend.ts";
import { pixels, stripColumns } from "../src/charts/strip.ts";
import { gridOf, largestSquare, numberedWidth, readableWidth, shortened } from "../src/layout/grid.ts";
import { rampOf } from "../src/scale/ramp.ts";

describe("the grid of a map", () => {
  const request = (width: number, columns = 10) => {
    const labels = Array.from({ length: columns }, (_, place) => `word${place}`);
    return gridOf({ columns, rows: columns, rowLabels: labels, columnLabels: labels, width });
  };

  it("fills the width with square cells up to a largest size", () => {
    const grid = request(600);
    expect(grid.cellWidth).toBe(grid.cellHeight);
    expect(grid.width).toBeLessThanOrEqual(600);
    expect(request(5000).cellWidth).toBe(54);
  });

  it("leaves numbers out where they do not fit, and never draws cells too small to point at", () => {
    expect(request(600).numbers).toBe(true);
    const crowded = request(320, 40);
    expect([crowded.numbers, crowded.cellWidth]).toEqual([false, 9]);
  });

  it("shrinks labels with its cells rather than let them overlap", () => {
    expect(request(600).labelSize).toBe(12);
    expect(request(readableWidth(30), 30).labelSize).toBeGreaterThanOrEqual(11);
    expect(request(320, 40).labelSize).toBe(8);
  });

  it("has room for numbers from the width on that says so", () => {
    expect(request(numberedWidth(16) + 12, 16).numbers).toBe(true);
    expect(request(readableWidth(16), 16).numbers).toBe(false);
  });

  it("keeps a square map no higher than a screen", () => {
    expect([6, 12, 16, 40].map((tokens) => largestSquare(tokens))).toEqual([54, 50, 37, 28]);
  });

  it("cuts long labels", () => {
    expect(shortened("incomprehensibility")).toBe("incomprehensi…");
    expect(shortened("short")).toBe("short");
  });
});

describe("the strip of layers", () => {
  it("fills its rows evenly", () => {
    expect(stripColumns(12, 2000)).toBe(12);
    expect(stripColumns(12, 800)).toBe(6);
    expect(stripColumns(6, 320)).toBe(3);
    expect(stripColumns(6, 10)).toBe(1);
  });

  it("paints a cell as one pixel", () => {
    const ramp = rampOf("light");
    const bytes = pixels(
      [
        [0, 0.5],
        [0.25, 0],
      ],
      0.5,
      ramp,
    );
    expect([...bytes.slice(4, 8)]).toEqual([...ramp.bytes(1), 255]);
    expect([...bytes.slice(8, 12)]).toEqual([...ramp.bytes(0.5), 255]);
  });
});

describe("the legend", () => {
  it("is labelled at its ends and between them", () => {
    expect(legendTicks(0.353, false)).toEqual([0, 0.1, 0.2, 0.353]);
    expect(legendTicks(0.2, true)).toEqual([-0.2, 0, 0.2]);
  });
});

describe("a file of comma-separated values", () => {
  it("quotes what would be misread", () => {
    expect(
      csv([
        ["a", 'say "no", twice'],
        [1, null],
      ]),
    ).toBe('a,"say ""no"", twice"\r\n1,\r\n');
  });
});
