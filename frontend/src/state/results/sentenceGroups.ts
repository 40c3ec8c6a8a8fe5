import type { Evaluated } from "../../api/types.ts";
import { paradigmName } from "../../dom/names.ts";

type Group = Evaluated["groups"][number];

const NAMES: Readonly<Record<string, string>> = {
  all: "All sentences",
  right: "Model is right",
  wrong: "Model is wrong",
  distance_1: "Cue 1 word away",
  distance_2: "Cue 2 words away",
  distance_3_4: "Cue 3 or 4 words away",
  distance_5_up: "Cue 5 or more words away",
};

/** The name of a group of sentences. */
export const groupName = (group: string): string => NAMES[group] ?? paradigmName(group);

/** The kind of a group, by which menus arrange groups. */
export function groupKind(group: string): "Prediction" | "Paradigm" | "Distance" | undefined {
  if (group === "right" || group === "wrong") {
    return "Prediction";
  }
  if (group.startsWith("distance_")) {
    return "Distance";
  }
  return group === "all" ? undefined : "Paradigm";
}

/** The groups that any of some score runs has, in order, with the number of sentences in the last that has it. */
export function groupsOf(evaluated: readonly Pick<Evaluated, "groups">[]): Group[] {
  const byName = new Map<string, Group>();
  for (const { groups } of evaluated) {
    for (const group of groups) {
      byName.set(group.name, group);
    }
  }
  return [...byName.values()];
}
