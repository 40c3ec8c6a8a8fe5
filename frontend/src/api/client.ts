import { problemOf, RequestError } from "./problem.ts";
import type { paths } from "./schema.d.ts";

type Json<R> = R extends { content: { "application/json": infer Body } } ? Body : never;
type Success<Responses> = {
  [S in keyof Responses]: S extends 200 | 201 | 202 ? Json<Responses[S]> : never;
}[keyof Responses];
type Parameters<O, In extends string> = O extends { parameters: Record<In, infer P> }
  ? P
  : O extends { parameters: Partial<Record<In, infer P>> }
    ? P
    : never;
type Operation<P extends keyof paths, M extends "get" | "post"> = NonNullable<paths[P][M]>;
type Answer<O> = O extends { responses: infer R } ? Success<R> : never;
type Body<O> = O extends { requestBody: { content: { "application/json": infer B } } } ? B : undefined;

/** Paths that answer a GET (or take a POST). */
export type PathsWith<M extends "get" | "post"> = {
  [P in keyof paths]: [Operation<P, M>] extends [never] ? never : P;
}[keyof paths];

export interface RequestOptions<P extends keyof paths, M extends "get" | "post"> {
  readonly path?: Record<string, string | number>;
  readonly query?: Parameters<Operation<P, M>, "query">;
  readonly signal?: AbortSignal;
}

export const BASE = "/api/v1";

/** The address of a path of openapi.yaml with its places filled; undefined query values are left out. */
export function addressOf(
  path: keyof paths,
  places: Record<string, string | number> = {},
  query: Record<string, unknown> = {},
): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const place = places[name];
    if (place === undefined) {
      throw new Error(`${path} needs a value for ${name}`);
    }
    return encodeURIComponent(place);
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
      search.set(name, String(value));
    }
  }
  const tail = search.toString();
  return BASE + filled + (tail === "" ? "" : `?${tail}`);
}

async function answer(address: string, init: RequestInit): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(address, init);
  } catch (error) {
    if (init.signal?.aborted === true) {
      throw error;
    }
    throw new RequestError("The server cannot be reached. Is it still running?", 0);
  }
  if (!response.ok) {
    throw await problemOf(response);
  }
  return await response.json();
}

/** GETs a path; the answer has the type that openapi.yaml gives it. */
export async function get<P extends PathsWith<"get">>(
  path: P,
  options: RequestOptions<P, "get"> = {},
): Promise<Answer<Operation<P, "get">>> {
  const address = addressOf(path, options.path, options.query);
  const init: RequestInit = { headers: { Accept: "application/json" } };
  if (options.signal !== undefined) {
    init.signal = options.signal;
  }
  return (await answer(address, init)) as Answer<Operation<P, "get">>;
}

/** POSTs a body to a path. */
export async function post<P extends PathsWith<"post">>(
  path: P,
  body: Body<Operation<P, "post">>,
  options: RequestOptions<P, "post"> = {},
): Promise<Answer<Operation<P, "post">>> {
  const init: RequestInit = { method: "POST", headers: { Accept: "application/json" } };
  if (body !== undefined) {
    init.headers = { Accept: "application/json", "Content-Type": "application/json" };
    init.body = JSON.stringify(body);
  }
  if (options.signal !== undefined) {
    init.signal = options.signal;
  }
  return (await answer(addressOf(path, options.path), init)) as Answer<Operation<P, "post">>;
}
