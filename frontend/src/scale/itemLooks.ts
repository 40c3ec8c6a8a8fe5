import { methodLook, type MethodLook, type MethodSymbol } from "./methodColours.ts";
import type { Theme } from "./ramp.ts";

/** Methods whose colours stay apart for all readers, and a symbol for each place. */
const PLACES: readonly (readonly [method: string, symbol: MethodSymbol])[] = [
  ["value_zeroing_cosine", "circle"],
  ["attn", "square"],
  ["attn_norm_res", "diamond"],
  ["alti", "triangle"],
  ["decompx_norm", "cross"],
  ["globenc", "star"],
];

/** How the item at a place is drawn. */
export function itemLook(place: number, theme: Theme): MethodLook {
  const [method, symbol] = PLACES[place % PLACES.length] ?? ["attn", "circle"];
  return { colour: methodLook(method, theme).colour, symbol };
}
