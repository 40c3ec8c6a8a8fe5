import { ATTENTION } from "../../api/ids.ts";
import type { Method } from "../../api/types.ts";

/** Which methods the launch form has chosen. */

/** Whether a method takes hundreds of forward passes of a sentence. */
export const isSlow = (method: Method): boolean => costOf(method) !== undefined;

/** A warning about a slow method; undefined for fast methods. */
export function costOf({ needs }: Method): string | undefined {
  if (needs.includes("jacobian")) {
    return "Computes whole Jacobians: one pass for every component of every token's vector.";
  }
  if (needs.includes("intervention")) {
    return "Cuts every token in every layer and carries that to the answer: hundreds of passes per sentence.";
  }
  return needs.includes("path")
    ? "Computes gradients at every step of the path to every layer's input: hundreds of passes per sentence."
    : undefined;
}

/** Choices that a button makes at once. */
export type MethodPreset = "few" | "usual" | "all";

const isFew = (id: string) => id === ATTENTION || id.startsWith("value_zeroing");

/** The ids that a preset chooses, in the order of the list. */
export function presetMethods(preset: MethodPreset, methods: readonly Method[]): string[] {
  const includes: Record<MethodPreset, (method: Method) => boolean> = {
    few: ({ id }) => isFew(id),
    usual: ({ standard }) => standard,
    all: () => true,
  };
  return methods.filter(includes[preset]).map(({ id }) => id);
}

const same = (one: readonly string[], other: readonly string[]) => one.join() === other.join();

/** The preset that holds just these ids; of two that are the same, the first. */
export const presetOf = (chosen: readonly string[], methods: readonly Method[]): MethodPreset | undefined =>
  (["usual", "all", "few"] as const).find((preset) => same(presetMethods(preset, methods), chosen));

/** The ids that an address stands for: empty the standard ones, `all`, or ids with commas between them. */
export function chosenMethods(text: string, methods: readonly Method[]): string[] {
  if (text === "" || text === "all") {
    return presetMethods(text === "" ? "usual" : "all", methods);
  }
  const chosen = new Set(text.split(","));
  return methods.map(({ id }) => id).filter((id) => chosen.has(id));
}

/** How an address writes chosen ids. */
export function writtenMethods(chosen: readonly string[], methods: readonly Method[]): string {
  const preset = presetOf(chosen, methods);
  if (preset === "usual") {
    return "";
  }
  return preset === "all" ? "all" : chosen.length === 0 ? "none" : chosen.join(",");
}
