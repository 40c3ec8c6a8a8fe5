import { describe, expect, it } from "vitest";
import { RANDOM } from "../src/api/ids.ts";
import { hasOwnLook, methodColours, methodLook } from "../src/scale/methodColours.ts";
import { contrast, hex, lightnessOf, type Rgb } from "../src/scale/oklab.ts";
import type { Theme } from "../src/scale/ramp.ts";
import { usualMethods } from "../src/state/results/usualMethods.ts";
import { methods } from "./fixture/recorded.ts";

const rgb = (colour: string): Rgb => [
  parseInt(colour.slice(1, 3), 16) / 255,
  parseInt(colour.slice(3, 5), 16) / 255,
  parseInt(colour.slice(5, 7), 16) / 255,
];

const GROUNDS: Record<Theme, Rgb> = { light: [1, 1, 1], dark: rgb("#161a21") };
const THEMES = ["light", "dark"] as const;
const ids = methods.map(({ id }) => id);

const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const gamma = (value: number) => (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055);

/** Full deficiency, by the matrices of Machado, Oliveira and Fernandes (2009). */
const MATRICES = {
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

function seen(colour: Rgb, matrix: readonly (readonly number[])[]): Rgb {
  const light = colour.map(linear);
  const [red = 0, green = 0, blue = 0] = matrix.map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, weight, place) => sum + weight * (light[place] ?? 0), 0),
      ),
    ),
  );
  return [gamma(red), gamma(green), gamma(blue)];
}

function apart(one: Rgb, other: Rgb): number {
  return Math.hypot(
    ...one.map((value, place) => value - (other[place] ?? 0)),
    2 * (lightnessOf(one) - lightnessOf(other)),
  );
}

describe.each(THEMES)("colours of methods, %s", (theme) => {
  it("can be told from the ground", () => {
    for (const id of [...ids, "a_method_of_tomorrow"]) {
      expect(contrast(rgb(methodLook(id, theme).colour), GROUNDS[theme]), id).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(["protan", "deutan"] as const)("keep the usual methods apart for %s readers", (kind) => {
    const usual = usualMethods(ids).map((id) => ({
      id,
      colour: seen(rgb(methodColours(theme)(id)), MATRICES[kind]),
    }));
    usual.forEach((one, place) => {
      usual.slice(place + 1).forEach((other) => {
        expect(apart(one.colour, other.colour), `${one.id} ${other.id}`).toBeGreaterThan(0.12);
      });
    });
  });

  it("or symbols differ between any two methods", () => {
    const looks = ids.filter((id) => id !== RANDOM).map((id) => JSON.stringify(methodLook(id, theme)));
    expect(new Set(looks).size).toBe(looks.length);
  });
});

it.each(ids)("%s has a look of its own", (id) => {
  expect(hasOwnLook(id), `give ${id} a shade in its family, in scale/methodColours.ts`).toBe(true);
});

it("a method of tomorrow has the hue of its family", () => {
  expect(hasOwnLook("value_zeroing_of_tomorrow")).toBe(false);
  const [red, , blue] = rgb(methodLook("value_zeroing_of_tomorrow", "light").colour);
  expect(blue).toBeGreaterThan(red + 0.2);
});

it("the baseline is grey", () => {
  const [red, green, blue] = rgb(methodLook(RANDOM, "light").colour);
  expect(Math.max(red, green, blue) - Math.min(red, green, blue)).toBeLessThan(0.1);
  expect(hex([red, green, blue])).toBe(methodLook(RANDOM, "light").colour);
});
