import { describe, expect, it } from "vitest";
import { contrast, lightnessOf, type Rgb } from "../src/scale/oklab.ts";
import { diverging, ramp } from "../src/scale/ramp.ts";

const parse = (hex: string): Rgb => [
  parseInt(hex.slice(1, 3), 16) / 255,
  parseInt(hex.slice(3, 5), 16) / 255,
  parseInt(hex.slice(5, 7), 16) / 255,
];

describe.each(["light", "dark"] as const)("the %s ramp", (theme) => {
  const scale = ramp(theme);
  const positions = Array.from({ length: 21 }, (_, step) => step / 20);

  it("changes lightness by equal steps in one direction", () => {
    const lightness = positions.map((position) => lightnessOf(parse(scale.colour(position))));
    const steps = lightness.slice(1).map((value, index) => value - (lightness[index] ?? NaN));
    const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length;
    for (const step of steps) {
      expect(Math.abs(step - mean)).toBeLessThan(Math.abs(mean) * 0.15);
    }
    expect(Math.abs(mean) * 20).toBeGreaterThan(0.65);
  });

  it("offers ink that stays readable on every shade", () => {
    for (const position of positions) {
      expect(contrast(parse(scale.colour(position)), parse(scale.ink(position)))).toBeGreaterThan(4.2);
    }
  });

  it("treats positions beyond its ends as the ends", () => {
    expect(scale.colour(-1)).toBe(scale.colour(0));
    expect(scale.colour(2)).toBe(scale.colour(1));
  });
});

describe.each(["light", "dark"] as const)("the diverging %s ramp", (theme) => {
  const scale = diverging(theme);

  it("is as light on one side of zero as on the other, and of another colour", () => {
    for (const position of [0.2, 0.5, 0.8, 1]) {
      const [above, below] = [parse(scale.colour(position)), parse(scale.colour(-position))];
      expect(Math.abs(lightnessOf(above) - lightnessOf(below))).toBeLessThan(0.02);
      expect(above[2] - above[0]).toBeGreaterThan(0);
      expect(below[0] - below[2]).toBeGreaterThan(0);
    }
  });

  it("is grey at zero, from whichever side", () => {
    expect(scale.colour(0)).toBe(scale.colour(-1e-9));
    const [red, green, blue] = scale.bytes(0);
    expect(Math.max(red, green, blue) - Math.min(red, green, blue)).toBeLessThan(3);
  });
});
