import { contrast, hex, toRgb, type Rgb } from "./oklab.ts";

/** A colour scale: position to colour. A sequential one takes [0, 1], a diverging one [-1, 1] with 0 in its middle. */
export interface Ramp {
  /** `#rrggbb` at a position; positions beyond the ends count as the nearest end. */
  colour(position: number): string;
  /** Red, green, blue, each 0 to 255. */
  bytes(position: number): readonly [number, number, number];
  /** Ink that reads best on the colour at a position. */
  ink(position: number): string;
}

export type Theme = "light" | "dark";

const STEPS = 256;
const BLUE = 256;
/** Tells from blue with every kind of colour vision. */
const VERMILION = 38;
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

interface Ends {
  readonly from: { readonly lightness: number; readonly chroma: number };
  readonly to: { readonly lightness: number; readonly chroma: number };
}

/** The ends of one arm of a diverging ramp: grey at 0, and so much colour at the other that the arms cannot be mistaken. */
const ARM_ENDS: Readonly<Record<Theme, Ends>> = {
  light: { from: { ...ENDS.light.from, chroma: 0 }, to: ENDS.light.to },
  dark: { from: { ...ENDS.dark.from, chroma: 0 }, to: { lightness: 0.84, chroma: 0.085 } },
};

/** How much colour is added between the ends, most of it in the middle. */
const BODY = 0.085;

function shades({ from, to }: Ends, hue: number): Rgb[] {
  return Array.from({ length: STEPS }, (_, step) => {
    const position = step / (STEPS - 1);
    const between = (one: number, other: number) => one + (other - one) * position;
    const chroma = between(from.chroma, to.chroma) + BODY * Math.sin(Math.PI * position);
    return toRgb({ lightness: between(from.lightness, to.lightness), chroma, hue });
  });
}

function rampFrom(at: (position: number) => Rgb): Ramp {
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

const pick = (colours: readonly Rgb[], position: number): Rgb =>
  colours[Math.round(Math.min(1, Math.max(0, position)) * (STEPS - 1))] ?? LIGHT_INK;

/** The sequential ramp of a theme, of one hue. */
export function ramp(theme: Theme): Ramp {
  const colours = shades(ENDS[theme], BLUE);
  return rampFrom((position) => pick(colours, position));
}

/** The diverging ramp of a theme: blue above zero, vermilion below, both by the same steps of lightness from grey. */
export function diverging(theme: Theme): Ramp {
  const [above, below] = [shades(ARM_ENDS[theme], BLUE), shades(ARM_ENDS[theme], VERMILION)];
  return rampFrom((position) => (position < 0 ? pick(below, -position) : pick(above, position)));
}

const RAMPS: Record<Theme, Ramp> = { light: ramp("light"), dark: ramp("dark") };
const DIVERGING: Record<Theme, Ramp> = { light: diverging("light"), dark: diverging("dark") };

/** The ramp of a theme, made once. */
export const rampOf = (theme: Theme, signed = false): Ramp => (signed ? DIVERGING : RAMPS)[theme];
