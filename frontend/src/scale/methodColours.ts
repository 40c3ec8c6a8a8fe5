import { RANDOM } from "../api/ids.ts";
import { hex, toRgb } from "./oklab.ts";
import type { Theme } from "./ramp.ts";

/** How a method is drawn, the same in every chart. */
export interface MethodLook {
  /** `#rrggbb` */
  readonly colour: string;
  /** Tells apart methods of one family, and lines where colours cannot be seen. */
  readonly symbol: MethodSymbol;
}

export type MethodSymbol = "circle" | "square" | "diamond" | "triangle" | "cross" | "star";

/** Lightness on a light ground in [0, 1], chroma (OKLCh), symbol. */
type Shade = readonly [lightness: number, chroma: number, symbol: MethodSymbol];

interface Family {
  /** How the ids of the family begin. */
  readonly prefix: string;
  /** In degrees (OKLCh). */
  readonly hue: number;
  readonly shades: Readonly<Record<string, Shade>>;
}

const BLUE = 255;
const ORANGE = 48;
const GREEN = 165;
const AMBER = 80;
const PINK = 345;
const VIOLET = 300;
const CYAN = 220;
const LIME = 125;
const TEAL = 195;
const RED = 25;

/**
 * A hue per family of methods; within it lightness and symbol differ. The methods that are drawn at first differ in
 * lightness too, so that they stay apart for colour-blind readers and in grey.
 */
const FAMILIES: readonly Family[] = [
  {
    prefix: "value_zeroing",
    hue: BLUE,
    shades: {
      value_zeroing_cosine: [0.44, 0.17, "circle"],
      value_zeroing_euclidean: [0.54, 0.15, "square"],
      value_zeroing_euclidean_normalised: [0.6, 0.13, "diamond"],
      value_zeroing_l1: [0.36, 0.13, "triangle"],
      value_zeroing_l1_normalised: [0.49, 0.12, "cross"],
    },
  },
  {
    prefix: "attn_norm",
    hue: GREEN,
    shades: {
      attn_norm: [0.58, 0.12, "diamond"],
      attn_norm_res: [0.49, 0.1, "square"],
      attn_norm_res_ln: [0.36, 0.08, "triangle"],
    },
  },
  { prefix: "attnlrp", hue: LIME, shades: { attnlrp: [0.56, 0.13, "circle"] } },
  { prefix: "cp_lrp", hue: LIME, shades: { cp_lrp: [0.44, 0.1, "square"] } },
  { prefix: "gim", hue: LIME, shades: { gim: [0.5, 0.12, "triangle"] } },
  {
    prefix: "knockout",
    hue: TEAL,
    shades: {
      knockout_value: [0.44, 0.1, "circle"],
      knockout_value_prob: [0.6, 0.1, "cross"],
      knockout_edge: [0.36, 0.08, "square"],
    },
  },
  {
    prefix: "value_patching",
    hue: TEAL,
    shades: { value_patching: [0.52, 0.1, "diamond"], value_patching_prob: [0.66, 0.09, "star"] },
  },
  { prefix: "contribution", hue: RED, shades: { contribution_weights: [0.52, 0.17, "star"] } },
  {
    prefix: "att",
    hue: ORANGE,
    shades: { attn: [0.56, 0.18, "square"], attention_flow: [0.48, 0.13, "triangle"] },
  },
  { prefix: "globenc", hue: AMBER, shades: { globenc: [0.66, 0.14, "triangle"] } },
  { prefix: "alti", hue: PINK, shades: { alti: [0.58, 0.17, "cross"], alti_paper: [0.46, 0.15, "diamond"] } },
  {
    prefix: "decompx",
    hue: VIOLET,
    shades: { decompx_norm: [0.5, 0.2, "square"], decompx: [0.4, 0.18, "diamond"] },
  },
  {
    prefix: "hidden_token",
    hue: CYAN,
    shades: {
      hidden_token_attribution: [0.62, 0.1, "star"],
      hidden_token_attribution_global: [0.5, 0.09, "cross"],
    },
  },
  {
    prefix: "grad",
    hue: AMBER,
    shades: {
      grad_norm_l2: [0.5, 0.1, "circle"],
      grad_x_input: [0.38, 0.07, "diamond"],
      grad_x_input_l2: [0.44, 0.09, "star"],
    },
  },
  { prefix: "integrated", hue: ORANGE, shades: { integrated_gradients: [0.4, 0.12, "star"] } },
];

const HUES = [BLUE, ORANGE, GREEN, PINK, VIOLET, CYAN, AMBER, LIME, TEAL, RED] as const;
const SYMBOLS: readonly MethodSymbol[] = ["circle", "square", "diamond", "triangle", "cross", "star"];

/** A method of the good word's logit minus the bad word's is drawn as that of the good word alone, but lighter. */
const DIFFERENCE = "_diff";

const familyOf = (id: string) => FAMILIES.find(({ prefix }) => id.startsWith(prefix));

/** The shade that a method has in its family; undefined where it has none. */
function shadeOf(id: string): Shade | undefined {
  const shades = familyOf(id)?.shades;
  if (!id.endsWith(DIFFERENCE)) {
    return shades?.[id];
  }
  const shade = shades?.[id.slice(0, -DIFFERENCE.length)];
  if (shade === undefined) {
    return undefined;
  }
  const [lightness, chroma, symbol] = shade;
  return [lightness + 0.1, chroma * 0.85, SYMBOLS[(SYMBOLS.indexOf(symbol) + 1) % SYMBOLS.length] ?? symbol];
}

function sum(text: string): number {
  return Array.from(text).reduce((total, sign) => (total * 31 + (sign.codePointAt(0) ?? 0)) % 9973, 7);
}

/** A method without a shade of its own gets one that follows from its id. */
function shadeFromId(id: string): Shade {
  const place = sum(id);
  return [0.42 + (place % 5) * 0.05, 0.12, SYMBOLS[place % SYMBOLS.length] ?? "circle"];
}

/** On a dark ground the same order of lightness, lifted to where it can be read. */
const lifted = (lightness: number) => 0.63 + (lightness - 0.36) * 0.68;

/** Whether a method is drawn in a way of its own, and not in one that happens to follow from its id. */
export const hasOwnLook = (id: string): boolean => id === RANDOM || shadeOf(id) !== undefined;

/** How a method is drawn in a theme: always the same, whatever else is drawn. */
export function methodLook(id: string, theme: Theme): MethodLook {
  if (id === RANDOM) {
    return { colour: theme === "light" ? "#767d88" : "#8f98a6", symbol: "circle" };
  }
  const hue = familyOf(id)?.hue ?? HUES[sum(id) % HUES.length] ?? BLUE;
  const [lightness, chroma, symbol] = shadeOf(id) ?? shadeFromId(id);
  const shade =
    theme === "light" ? { lightness, chroma } : { lightness: lifted(lightness), chroma: chroma * 0.85 };
  return { colour: hex(toRgb({ ...shade, hue })), symbol };
}

/** The colours of methods in a theme, by id. */
export const methodColours =
  (theme: Theme) =>
  (id: string): string =>
    methodLook(id, theme).colour;
