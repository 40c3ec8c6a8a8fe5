import { oneOf, wholeNumber } from "./page.ts";

/**
 * The fields of a view. A table of fields says of each where it stands in the address, what it is usually and how it is
 * read and written; the view's type, its reading and its writing follow from the table.
 */

/** One field of a view. */
export interface Field<T> {
  /** The key in the query of an address. It never changes: links made before must open. */
  readonly key: string;
  /** The value that an address which leaves the key out stands for. */
  readonly usual: T;
  /** The value that a text of a query stands for; the usual one where the text means nothing. */
  parse(text: string): T;
  /** The text of a value that is not the usual one. */
  write(value: T): string | number | undefined;
  /** Whether the reader of a share may change the field, as it needs no other answers. */
  readonly editableInShare?: boolean;
}

/** A table of fields by their names in the view. */
export type Fields = Readonly<Record<string, Field<unknown>>>;

/** The part of a view that a table of fields makes up. */
export type ViewOf<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never;
};

/** What else is said of a field. */
type Options = Pick<Field<unknown>, "editableInShare">;

/** Marks a field that the reader of a share may change. */
export const EDITABLE: Options = { editableInShare: true };

/** One of a few words, of which the first is the usual one. */
export const word = <T extends string>(
  key: string,
  choices: readonly [T, ...T[]],
  options: Options = {},
): Field<T> => ({
  ...options,
  key,
  usual: choices[0],
  parse: (text) => oneOf(text, choices),
  write: (value) => value,
});

/** One of a few words, or none of them. */
export const optionalWord = <T extends string>(key: string, choices: readonly T[]): Field<T | undefined> => ({
  key,
  usual: undefined,
  parse: (text) => choices.find((choice) => choice === text),
  write: (value) => value,
});

/** Any text. */
export const text = (key: string, usual: string): Field<string> => ({
  key,
  usual,
  parse: (value) => value,
  write: (value) => value,
});

/** Any text, or none. */
export const optionalText = (key: string): Field<string | undefined> => ({
  key,
  usual: undefined,
  parse: (value) => value,
  write: (value) => value,
});

/** A whole number of at least `least`, or none. */
export const optionalNumber = (key: string, least = 0, options: Options = {}): Field<number | undefined> => ({
  ...options,
  key,
  usual: undefined,
  parse: (value) => wholeNumber(value, least),
  write: (value) => value,
});

/** A number above 0, or none. */
export const optionalAmount = (key: string, options: Options = {}): Field<number | undefined> => ({
  ...options,
  key,
  usual: undefined,
  parse: (value) => (Number(value) > 0 && Number.isFinite(Number(value)) ? Number(value) : undefined),
  write: (value) => value,
});

/** A whole number of at least `usual`, which is the usual one. */
export const number = (key: string, usual: number): Field<number> => ({
  key,
  usual,
  parse: (value) => wholeNumber(value, usual) ?? usual,
  write: (value) => value,
});

/** A switch that is off while its key is not in the address. */
export const flag = (key: string, options: Options = {}): Field<boolean> => ({
  ...options,
  key,
  usual: false,
  parse: () => true,
  write: () => 1,
});

const idsOf = (value: string): readonly string[] => [...new Set(value.split(",").filter((id) => id !== ""))];

/** Ids with commas between them, each once. */
export const ids = (key: string): Field<readonly string[]> => ({
  key,
  usual: [],
  parse: idsOf,
  write: (value) => value.join(","),
});

/** Ids with commas between them, or no choice at all; one comma alone is an empty choice. */
export const optionalIds = (key: string, options: Options = {}): Field<readonly string[] | undefined> => ({
  ...options,
  key,
  usual: undefined,
  parse: idsOf,
  write: (value) => (value?.length === 0 ? "," : value?.join(",")),
});

/** The values of all fields of a table in the query of an address. */
export function readFields<F extends Fields>(fields: F, query: URLSearchParams): ViewOf<F> {
  const values = Object.entries(fields).map(([name, field]) => {
    const value = query.get(field.key);
    return [name, value === null ? field.usual : field.parse(value)];
  });
  return Object.fromEntries(values) as ViewOf<F>;
}

/** The query of a view's address, in the order of the table; what has its usual value is left out. */
export function writeFields<F extends Fields>(
  fields: F,
  view: ViewOf<F>,
): Record<string, string | number | undefined> {
  const values = Object.entries(fields).map(([name, field]) => {
    const value: unknown = view[name];
    return [field.key, value === field.usual ? undefined : field.write(value)];
  });
  return Object.fromEntries(values) as Record<string, string | number | undefined>;
}

/** The names of the fields that the reader of a share may change. */
export const editableFields = <F extends Fields>(fields: F): (keyof F & string)[] =>
  Object.keys(fields).filter((name) => fields[name]?.editableInShare === true);
