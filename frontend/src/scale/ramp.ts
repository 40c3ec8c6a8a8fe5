import { contrast, hex, toRgb, type Rgb } from "./oklab.ts";

/** A sequential colour scale of one hue: position in [0, 1] to colour. */
export interface Ramp {
  /** `#rrggbb` at a position; positions outside [0, 1] count as the nearest end. */
  colour(position: number): string;
  /** Red, green, blue, each 0 to 255. */
  bytes(position: number): readonly [number, number, number];
  /** Ink that reads best on the colour at a position. */
  ink(position: number): string;
}

export type Theme = "light" | "dark";

const STEPS = 256;
const HUE = 256;
const DARK_INK: Rgb = [0.06, 0.08, 0.12];
const LIGHT_INK: Rgb = [1, 1, 1];

/**
 * Lightness runs linearly in OKLab between the ends, so equal differences of a score look equal, also in grey and
 * to colour-blind readers. Zero lies near the page's own surface in either theme.
 */
const ENDS = {
  light: { from: { lightness: 0.975, chroma: 0.012 }, to: { lightness: 0.29, chroma: 0.085 } },
  dark: { from: { lightness: 0.235, chroma: 0.022 }, to: { lightness: 0.95, chroma: 0.035 } },
} as const;

/** How much colour is added between the ends, most of it in the middle. */
const BODY = 0.085;

function shades(theme: Theme): Rgb[] {
  const { from, to } = ENDS[theme];
  return Array.from({ length: STEPS }, (_, step) => {
    const position = step / (STEPS - 1);
    const between = (one: number, other: number) => one + (other - one) * position;
    const chroma = between(from.chroma, to.chroma) + BODY * Math.sin(Math.PI * position);
    return toRgb({ lightness: between(from.lightness, to.lightness), chroma, hue: HUE });
  });
}

/** The ramp of a theme. */
export function ramp(theme: Theme): Ramp {
  const colours = shades(theme);
  const at = (position: number): Rgb => {
    const index = Math.round(Math.min(1, Math.max(0, position)) * (STEPS - 1));
    return colours[index] ?? LIGHT_INK;
  };
  return {
    colour: (position) => hex(at(position)),
    bytes: (position) => {
      const [red, green, blue] = at(position);
      return [Math.round(red * 255), Math.round(green * 255), Math.round(blue * 255)];
    },
    ink: (position) => {
      const ground = at(position);
      return hex(contrast(ground, DARK_INK) >= contrast(ground, LIGHT_INK) ? DARK_INK : LIGHT_INK);
    },
  };
}

const RAMPS: Record<Theme, Ramp> = { light: ramp("light"), dark: ramp("dark") };

/** The ramp of a theme, made once. */
export const rampOf = (theme: Theme): Ramp => RAMPS[theme];
