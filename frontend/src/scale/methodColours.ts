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

/** Lightness on a light ground in [0, 1], chroma, hue in degrees (OKLCh), symbol. */
type Told = readonly [lightness: number, chroma: number, hue: number, symbol: MethodSymbol];

const BLUE = 255;
const ORANGE = 48;
const GREEN = 165;
const AMBER = 80;
const PINK = 345;
const VIOLET = 300;
const CYAN = 220;

/**
 * A hue per family of methods; within it lightness and symbol differ. The methods that are drawn at first differ in
 * lightness too, so that they stay apart for colour-blind readers and in grey.
 */
const LOOKS: Readonly<Record<string, Told>> = {
  value_zeroing_cosine: [0.44, 0.17, BLUE, "circle"],
  value_zeroing_euclidean: [0.54, 0.15, BLUE, "square"],
  value_zeroing_euclidean_normalised: [0.6, 0.13, BLUE, "diamond"],
  value_zeroing_l1: [0.36, 0.13, BLUE, "triangle"],
  value_zeroing_l1_normalised: [0.49, 0.12, BLUE, "cross"],
  attn: [0.56, 0.18, ORANGE, "square"],
  attention_flow: [0.48, 0.13, ORANGE, "triangle"],
  attn_norm: [0.58, 0.12, GREEN, "diamond"],
  attn_norm_res: [0.49, 0.1, GREEN, "square"],
  attn_norm_res_ln: [0.36, 0.08, GREEN, "triangle"],
  globenc: [0.66, 0.14, AMBER, "triangle"],
  alti: [0.58, 0.17, PINK, "cross"],
  alti_paper: [0.46, 0.15, PINK, "diamond"],
  decompx_norm: [0.5, 0.2, VIOLET, "square"],
  decompx: [0.4, 0.18, VIOLET, "diamond"],
  decompx_diff: [0.6, 0.16, VIOLET, "triangle"],
  hidden_token_attribution: [0.62, 0.1, CYAN, "star"],
  hidden_token_attribution_global: [0.5, 0.09, CYAN, "cross"],
  grad_norm_l2: [0.5, 0.1, AMBER, "circle"],
  grad_norm_l1: [0.58, 0.12, AMBER, "square"],
  grad_x_input: [0.38, 0.07, AMBER, "diamond"],
  grad_x_input_l2: [0.44, 0.09, AMBER, "star"],
  grad_x_input_l1: [0.54, 0.1, AMBER, "cross"],
  integrated_gradients: [0.4, 0.12, ORANGE, "star"],
};

const HUES = [BLUE, ORANGE, GREEN, PINK, VIOLET, CYAN, AMBER] as const;
const SYMBOLS: readonly MethodSymbol[] = ["circle", "square", "diamond", "triangle", "cross", "star"];

function sum(text: string): number {
  return Array.from(text).reduce((total, sign) => (total * 31 + (sign.codePointAt(0) ?? 0)) % 9973, 7);
}

/** A method that has no look of its own gets one that follows from its id. */
function made(id: string): Told {
  const place = sum(id);
  const symbol = SYMBOLS[place % SYMBOLS.length] ?? "circle";
  return [0.42 + (place % 5) * 0.05, 0.12, HUES[place % HUES.length] ?? BLUE, symbol];
}

/** On a dark ground the same order of lightness, lifted to where it can be read. */
const lifted = (lightness: number) => 0.63 + (lightness - 0.36) * 0.68;

/** How a method is drawn in a theme: always the same, whatever else is drawn. */
export function methodLook(id: string, theme: Theme): MethodLook {
  if (id === RANDOM) {
    return { colour: theme === "light" ? "#767d88" : "#8f98a6", symbol: "circle" };
  }
  const [lightness, chroma, hue, symbol] = LOOKS[id] ?? made(id);
  const seen =
    theme === "light" ? { lightness, chroma } : { lightness: lifted(lightness), chroma: chroma * 0.85 };
  return { colour: hex(toRgb({ ...seen, hue })), symbol };
}

/** The colours of methods in a theme, by id. */
export const methodColours =
  (theme: Theme) =>
  (id: string): string =>
    methodLook(id, theme).colour;
