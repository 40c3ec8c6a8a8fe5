import { count } from "../../dom/format.ts";
import { type ContractDocument, resolve, type Schema } from "./document.ts";

/** Words for schemas: their types, their limits, and what is in them. */

/** The name of a schema that a reference leads to; undefined for one that has none. */
export const schemaName = ({ $ref }: Schema): string | undefined => $ref?.split("/").at(-1);

const WORDS: Record<string, string> = { array: "list", null: "null" };

/** The type of a schema in few words, such as `list of Model` or `integer or null`. */
export function typeText(document: ContractDocument, schema: Schema): string {
  const found = resolve(document, schema);
  const name = schemaName(schema);
  const isObject = found.properties !== undefined || found.oneOf !== undefined || found.anyOf !== undefined;
  if (name !== undefined && isObject) {
    return name;
  }
  const alternatives = found.oneOf ?? found.anyOf;
  if (alternatives !== undefined) {
    return alternatives.map((one) => typeText(document, one)).join(" or ");
  }
  const types = typeof found.type === "string" ? [found.type] : (found.type ?? ["any value"]);
  return types
    .map((type) =>
      type === "array" && found.items !== undefined
        ? `list of ${typeText(document, found.items)}`
        : type === "string" && found.format === "binary"
          ? "bytes"
          : (WORDS[type] ?? type),
    )
    .join(" or ");
}

const bound = (value: number): string => (Number.isInteger(value) ? count(value) : String(value));

const range = (least: number | undefined, most: number | undefined, unit: string): string | undefined => {
  const after = unit === "" ? "" : ` ${unit}`;
  if (least !== undefined && most !== undefined) {
    return least === most ? `exactly ${bound(least)}${after}` : `${bound(least)} to ${bound(most)}${after}`;
  }
  return least !== undefined
    ? `at least ${bound(least)}${after}`
    : most !== undefined
      ? `at most ${bound(most)}${after}`
      : undefined;
};

const valueText = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** The limits of a value, its choices and what it is when left out, as short phrases. */
export function limits(document: ContractDocument, schema: Schema): readonly string[] {
  const found = resolve(document, schema);
  const phrases = [
    found.enum === undefined ? undefined : `one of ${found.enum.map(valueText).join(", ")}`,
    found.exclusiveMinimum === undefined ? undefined : `above ${bound(found.exclusiveMinimum)}`,
    range(found.minimum, found.maximum, ""),
    range(found.minLength, found.maxLength, "characters"),
    range(found.minItems, found.maxItems, "items"),
    found.uniqueItems === true ? "each once" : undefined,
    found.pattern === undefined ? undefined : `matches ${found.pattern}`,
    found.format === undefined || found.format === "binary" ? undefined : found.format,
    found.default === undefined ? undefined : `default ${valueText(found.default)}`,
  ];
  return phrases.filter((phrase) => phrase !== undefined);
}

/** What is one level within a schema. */
export interface SchemaPart {
  /** The name of the field; for an alternative, its title; for items of a map, `…`. */
  readonly name: string;
  readonly kind: "field" | "alternative" | "entry";
  readonly required: boolean;
  readonly schema: Schema;
}

/** Lists of lists and choices between choices are looked through as far as this, so that a schema that holds itself has an end. */
const DEEPEST = 8;

/** What is one level within a schema; nothing for plain values. Lists are looked through, as their items are what matters. */
export function partsOf(document: ContractDocument, schema: Schema, depth = 0): readonly SchemaPart[] {
  const found = resolve(document, schema);
  if (depth > DEEPEST) {
    return [];
  }
  if (found.items !== undefined) {
    return partsOf(document, found.items, depth + 1);
  }
  const alternatives = (found.oneOf ?? found.anyOf ?? []).filter(({ type }) => type !== "null");
  if (alternatives.length === 1 && alternatives[0] !== undefined) {
    return partsOf(document, alternatives[0], depth + 1);
  }
  const fields = Object.entries(found.properties ?? {}).map(([name, field]): SchemaPart => ({
    name,
    kind: "field",
    required: found.required?.includes(name) === true,
    schema: field,
  }));
  const entries: SchemaPart[] =
    typeof found.additionalProperties === "object"
      ? [{ name: "any name", kind: "entry", required: false, schema: found.additionalProperties }]
      : [];
  const choices = alternatives
    .filter((one) => partsOf(document, one, depth + 1).length > 0)
    .map((one): SchemaPart => ({
      name: one.title ?? schemaName(one) ?? "one form",
      kind: "alternative",
      required: false,
      schema: one,
    }));
  return [...fields, ...entries, ...choices];
}
