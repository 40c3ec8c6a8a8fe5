import {
  type ContractDocument,
  type MediaType,
  type Parameter,
  type PathOperation,
  resolve,
  type Response,
} from "./document.ts";

const METHODS = ["get", "post", "put", "patch", "delete"] as const;

export type Method = (typeof METHODS)[number];

/** One operation of the interface, its references to parameters, bodies and answers resolved. */
export interface Operation {
  readonly id: string;
  readonly method: Method;
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  readonly body?: { readonly required: boolean; readonly content: Readonly<Record<string, MediaType>> };
  readonly answers: readonly { readonly status: string; readonly response: Response }[];
}

/** The operations of one tag, in the order of the document. */
export interface OperationGroup {
  readonly tag: string;
  readonly description: string;
  readonly operations: readonly Operation[];
}

function operation(
  document: ContractDocument,
  path: string,
  method: Method,
  shared: readonly Parameter[],
): Operation | undefined {
  const found = document.paths[path]?.[method] as PathOperation | undefined;
  if (found === undefined) {
    return undefined;
  }
  const body = found.requestBody === undefined ? undefined : resolve(document, found.requestBody);
  return {
    id: found.operationId,
    method,
    path,
    tag: found.tags?.[0] ?? "other",
    summary: found.summary ?? found.operationId,
    description: found.description ?? "",
    parameters: [...shared, ...(found.parameters ?? [])].map((one) => resolve(document, one)),
    ...(body === undefined
      ? {}
      : { body: { required: body.required === true, content: body.content ?? {} } }),
    answers: Object.entries(found.responses).map(([status, response]) => ({
      status,
      response: resolve(document, response),
    })),
  };
}

/** All operations by tag; the tags stand in the order in which the document lists them. */
export function operationGroups(document: ContractDocument): readonly OperationGroup[] {
  const operations = Object.entries(document.paths).flatMap(([path, item]) => {
    const shared = (item["parameters"] ?? []) as readonly Parameter[];
    return METHODS.map((method) => operation(document, path, method, shared)).filter(
      (found) => found !== undefined,
    );
  });
  const described = document.tags ?? [];
  const names = new Set([...described.map(({ name }) => name), ...operations.map(({ tag }) => tag)]);
  return [...names]
    .map((tag) => ({
      tag,
      description: described.find(({ name }) => name === tag)?.description ?? "",
      operations: operations.filter((one) => one.tag === tag),
    }))
    .filter((group) => group.operations.length > 0);
}

/** Whether every word of a search is somewhere in what is said of an operation. */
export function matchesOperation(operation: Operation, search: string): boolean {
  const { id, method, path, tag, summary, description, parameters } = operation;
  const inputs = parameters.flatMap((one) => [one.name, one.description ?? ""]);
  const text = [id, method, path, tag, summary, description, ...inputs].join(" ").toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
