/** The parts of an OpenAPI document that the page of the interface reads. */

/** A schema (JSON Schema 2020-12), as far as the contract uses it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

interface Reference {
  readonly $ref?: string;
}

export interface Parameter extends Reference {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly description?: string;
  readonly required?: boolean;
  readonly schema?: Schema;
  readonly example?: unknown;
}

export interface MediaType {
  readonly schema?: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value?: unknown }>>;
}

export interface RequestBody extends Reference {
  readonly required?: boolean;
  readonly description?: string;
  readonly content?: Readonly<Record<string, MediaType>>;
}

export interface Response extends Reference {
  readonly description?: string;
  readonly headers?: Readonly<Record<string, Reference & { description?: string; schema?: Schema }>>;
  readonly content?: Readonly<Record<string, MediaType>>;
}

export interface PathOperation {
  readonly operationId: string;
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: RequestBody;
  readonly responses: Readonly<Record<string, Response>>;
}

export interface ContractDocument {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly servers: readonly { readonly url: string }[];
  readonly tags?: readonly { readonly name: string; readonly description?: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What a reference of the document leads to; a chain of references is followed to its end. */
export function resolve<T extends object>(document: ContractDocument, node: T): T {
  const seen = new Set<string>();
  let now: object = node;
  while ("$ref" in now && typeof now.$ref === "string" && !seen.has(now.$ref)) {
    seen.add(now.$ref);
    let found: unknown = document;
    for (const part of now.$ref.replace(/^#\//, "").split("/")) {
      const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
      found =
        typeof found === "object" && found !== null ? (found as Record<string, unknown>)[key] : undefined;
    }
    if (typeof found !== "object" || found === null) {
      throw new Error(`${now.$ref} leads nowhere`);
    }
    now = found;
  }
  return now as T;
}
