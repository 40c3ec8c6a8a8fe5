import type { Model } from "../../api/types.ts";
import { ago, bytes, short } from "../../dom/format.ts";
import { kindOf, matchesSearch, originName } from "../models/modelWords.ts";

/** Which models the launch form offers, and how they are found among many. */

/** Up to this many models are shown as cards; more are searched in a list. */
export const MOST_CARDS = 6;

const GROUPS = [
  ["built_in", "Built in"],
  ["imported", "Imported"],
  ["checkpoint", "Fine-tuned checkpoints"],
] as const;

/** Models under a heading. */
export interface ModelGroup {
  readonly name: string;
  readonly models: readonly Model[];
}

/** The models that match a search, built-in ones first; groups without any are left out. */
export const modelGroups = (models: readonly Model[], search: string): readonly ModelGroup[] =>
  GROUPS.map(([kind, name]) => ({
    name,
    models: models.filter((model) => kindOf(model) === kind && matchesSearch(model, search)),
  })).filter(({ models: found }) => found.length > 0);

/** Family, size, origin and age of a model, as one line. */
export const modelLine = ({ family, parameters, bytes: size, origin, createdAt }: Model): string =>
  [
    family,
    `${short(parameters)} parameters`,
    bytes(size),
    originName(origin),
    ...(createdAt === null ? [] : [ago(createdAt)]),
  ].join(", ");

/** The model that is so many places from another in the groups, which end where they end. */
export function neighbour(groups: readonly ModelGroup[], from: string, step: number): Model | undefined {
  const all = groups.flatMap(({ models }) => models);
  const present = all.findIndex(({ id }) => id === from);
  return all[Math.min(all.length - 1, Math.max(0, present + step))];
}
