import { describe, expect, it } from "vitest";
import {
  ago,
  bytes,
  cellExponent,
  cellNumber,
  duration,
  figure,
  pCell,
  percent,
  points,
  powerOfTen,
  pValue,
  short,
  signedFigure,
} from "../src/dom/format.ts";

describe("the pages' writing of numbers", () => {
  it.each([
    [percent(0.9125), "91.3 %"],
    [percent(null), "–"],
    [cellNumber(0.073), ".07"],
    [cellNumber(1), "1"],
    [cellNumber(0), ".00"],
    [cellNumber(-0.128), "−.13"],
    [cellNumber(-0.001), ".00"],
    [cellNumber(2.43), "2.4"],
    [cellNumber(-9.97), "−10"],
    [cellNumber(31.2), "31"],
    [cellNumber(0.00123, -3), "1.2"],
    [cellNumber(-52_100, 4), "−5.2"],
    [signedFigure(0.1234), "+0.123"],
    [signedFigure(-0.00003), "−3e-5"],
    [signedFigure(0), "0"],
    [powerOfTen(-12), "10⁻¹²"],
    [points(0.0789), "+7.9"],
    [points(-0.02, 0), "−2"],
    [points(-0.002, 0), "0"],
    [figure(0.00003), "3e-5"],
    [figure(0.12345), "0.123"],
    [figure(0), "0"],
    [pValue(0.04), "= 0.040"],
    [pValue(1e-300), "< 0.001"],
    [pValue(null), "–"],
    [String(pCell(1e-300)), "< 1e-300"],
    [String(pCell(1e-299)), "1e-299"],
    [short(1_742_000), "1.74 M"],
    [bytes(6_968_000), "6.97 MB"],
    [bytes(12), "12 B"],
    [bytes(2400), "2.4 kB"],
    [duration(254), "4 min 14 s"],
    [duration(42.4), "42 s"],
    [duration(3600 * 2 + 120), "2 h 2 min"],
    [duration(null), "–"],
  ])("writes %s", (written, wanted) => {
    expect(written.replaceAll("\u00a0", " ")).toBe(wanted);
  });

  it("numbers cells in powers of ten only where two digits would not tell them apart", () => {
    expect([0.05, 1, 99].map(cellExponent)).toEqual([0, 0, 0]);
    expect([0.049, 0.0012, 100, 52_100].map(cellExponent)).toEqual([-2, -3, 2, 4]);
  });

  it("says how long ago, and the date when it is long", () => {
    const now = Date.parse("2026-05-12T12:00:00Z");
    expect(ago("2026-05-12T11:55:00Z", now)).toBe("5 min ago");
    expect(ago("2026-05-11T11:00:00Z", now)).toBe("1 day ago");
    expect(ago("2026-03-01T11:00:00Z", now)).toContain("2026");
  });
});
