import { type ContractDocument, type MediaType, resolve, type Schema } from "./document.ts";
import type { Operation } from "./operations.ts";

/** Example requests for the command line. */

/** Deeper than this, required fields of a made-up body are left empty; no body of the contract is as deep. */
const DEEPEST = 6;

/** A value that a schema allows: its example, its default, its first choice, or the simplest of its type. */
export function sampleOf(document: ContractDocument, schema: Schema, depth = 0): unknown {
  const found = resolve(document, schema);
  const stated = found.examples?.[0] ?? found.default ?? found.enum?.[0];
  if (stated !== undefined) {
    return stated;
  }
  const [alternative] = found.oneOf ?? found.anyOf ?? [];
  if (alternative !== undefined && found.properties === undefined) {
    return sampleOf(document, alternative, depth + 1);
  }
  const type = typeof found.type === "string" ? found.type : found.type?.[0];
  switch (type ?? "string") {
    case "object": {
      const required = depth > DEEPEST ? [] : (found.required ?? []);
      return Object.fromEntries(
        required.map((name) => [name, sampleOf(document, found.properties?.[name] ?? {}, depth + 1)]),
      );
    }
    case "array":
      return (found.minItems ?? 0) === 0 || found.items === undefined || depth > DEEPEST
        ? []
        : [sampleOf(document, found.items, depth + 1)];
    case "integer":
    case "number":
      return found.minimum ?? 1;
    case "boolean":
      return true;
    default:
      return "TEXT";
  }
}

/** The example body of a media type. */
const bodyOf = (document: ContractDocument, { example, examples, schema }: MediaType): unknown =>
  example ?? Object.values(examples ?? {})[0]?.value ?? sampleOf(document, schema ?? {});

/** A name such as `scoreRunId` as a place to fill in: `SCORE_RUN_ID`. */
const place = (name: string): string => name.replaceAll(/([a-z])([A-Z])/g, "$1_$2").toUpperCase();

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** The address of an example request: places of the path as words to replace, required parameters filled in. */
function addressOf(document: ContractDocument, { path, parameters }: Operation, base: string): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => place(name));
  const query = parameters
    .filter((one) => one.in === "query" && one.required === true)
    .map((one) => {
      const sample = one.example ?? sampleOf(document, one.schema ?? {});
      const values: readonly unknown[] = Array.isArray(sample) ? sample : [sample];
      return values.map((value) => `${one.name}=${encodeURIComponent(String(value))}`).join("&");
    });
  return base + filled + (query.length === 0 ? "" : `?${query.join("&")}`);
}

function sent(document: ContractDocument, { body }: Operation): readonly string[] {
  const [type, media] = Object.entries(body?.content ?? {})[0] ?? [];
  if (type === undefined || media === undefined) {
    return [];
  }
  const header = ["-H", quoted(`Content-Type: ${type}`)];
  return type === "application/json"
    ? [...header, "-d", quoted(JSON.stringify(bodyOf(document, media)))]
    : [...header, "--data-binary", "@FILE"];
}

/** How a successful answer is taken: streams unbuffered, files under their own name. */
function received({ answers }: Operation): readonly string[] {
  const success = answers.find(({ status }) => status.startsWith("2"))?.response;
  const [type] = Object.keys(success?.content ?? {});
  return type === undefined || type.endsWith("json") ? [] : type === "text/event-stream" ? ["-N"] : ["-OJ"];
}

/**
 * An operation as one line for the command line.
 * @param base origin and beginning of all paths
 */
export function curlLine(document: ContractDocument, operation: Operation, base: string): string {
  const body = sent(document, operation);
  const usual = body.length > 0 ? "post" : "get";
  const method = operation.method === usual ? [] : ["-X", operation.method.toUpperCase()];
  return [
    "curl",
    ...method,
    ...received(operation),
    ...body,
    quoted(addressOf(document, operation, base)),
  ].join(" ");
}
