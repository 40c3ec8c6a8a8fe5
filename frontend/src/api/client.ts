import { withBase } from "./basePath.ts";
import { problemOf, RequestError } from "./problem.ts";
import { isSharedView, recordedAnswers, routeOf, withListeners } from "./requests.ts";
import type { paths } from "./schema.d.ts";
import { noteRefusal } from "./signOut.ts";
import { notePage, PAGE_HEADER } from "./upgrade.ts";

type Verb = "get" | "post" | "put" | "patch" | "delete";
type Json<R> = R extends { content: { "application/json": infer Body } } ? Body : never;
type Success<Responses> = {
  [S in keyof Responses]: S extends 200 | 201 | 202 ? Json<Responses[S]> : never;
}[keyof Responses];
type Parameters<O, In extends string> = O extends { parameters: Record<In, infer P> }
  ? P
  : O extends { parameters: Partial<Record<In, infer P>> }
    ? P
    : never;
type Operation<P extends keyof paths, M extends Verb> = NonNullable<paths[P][M]>;
type Answer<O> = O extends { responses: infer R } ? Success<R> : never;
type Body<O> = O extends { requestBody: { content: { "application/json": infer B } } } ? B : undefined;

/** Paths that answer a GET (or take a POST or DELETE). */
export type PathsWith<M extends Verb> = {
  [P in keyof paths]: [Operation<P, M>] extends [never] ? never : P;
}[keyof paths];

export interface RequestOptions<P extends keyof paths, M extends Verb> {
  readonly path?: Record<string, string | number>;
  readonly query?: Parameters<Operation<P, M>, "query">;
  readonly signal?: AbortSignal;
}

export const BASE = "/api/v1";
const NO_CONTENT = 204;
const NOT_FOUND = 404;

/** A list as one pair for each of its values. */
const each = ([name, value]: [string, unknown]): [string, unknown][] =>
  Array.isArray(value) ? value.map((one: unknown) => [name, one]) : [[name, value]];

/** The address of a path of openapi.yaml with its places filled; undefined query values are left out. */
export function addressOf(
  path: keyof paths,
  places: Record<string, string | number> = {},
  query: Record<string, unknown> = {},
): string {
  const filledPath = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const place = places[name];
    if (place === undefined) {
      throw new Error(`${path} needs a value for ${name}`);
    }
    return encodeURIComponent(place);
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query).flatMap(each)) {
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
      search.append(name, String(value));
    }
  }
  const tail = search.toString();
  return BASE + filledPath + (tail === "" ? "" : `?${tail}`);
}

async function answer(address: string, init: RequestInit): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(withBase(address), init);
  } catch (error) {
    if (init.signal?.aborted === true) {
      throw error;
    }
    throw new RequestError("The server cannot be reached. Is it still running?", 0);
  }
  notePage(response.headers.get(PAGE_HEADER));
  if (!response.ok) {
    noteRefusal(response.status, address);
    throw await problemOf(response);
  }
  return response.status === NO_CONTENT ? undefined : await response.json();
}

function recordedAnswer(recorded: Readonly<Record<string, unknown>>, request: string): Promise<unknown> {
  return Object.hasOwn(recorded, request)
    ? Promise.resolve(structuredClone(recorded[request]))
    : Promise.reject(new RequestError("This is not part of the shared view.", NOT_FOUND));
}

function change(address: string, init: RequestInit): Promise<unknown> {
  if (isSharedView()) {
    return Promise.reject(new RequestError("A shared view cannot be changed.", 0));
  }
  return answer(address, init);
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
  const request = address.slice(BASE.length);
  const recorded = recordedAnswers();
  const ask = () =>
    recorded === undefined ? answer(BASE + routeOf(request), init) : recordedAnswer(recorded, request);
  const body = await withListeners(request, ask);
  return body as Answer<Operation<P, "get">>;
}

/** POSTs a body to a path. */
export const post = <P extends PathsWith<"post">>(
  path: P,
  body: Body<Operation<P, "post">>,
  options: RequestOptions<P, "post"> = {},
): Promise<Answer<Operation<P, "post">>> =>
  send("POST", addressOf(path, options.path), body, options.signal) as Promise<Answer<Operation<P, "post">>>;

/** PATCHes what a path names. */
export const patch = <P extends PathsWith<"patch">>(
  path: P,
  body: Body<Operation<P, "patch">>,
  options: RequestOptions<P, "patch"> = {},
): Promise<Answer<Operation<P, "patch">>> =>
  send("PATCH", addressOf(path, options.path), body, options.signal) as Promise<
    Answer<Operation<P, "patch">>
  >;

/** PUTs a body in place of what a path names. */
export const put = <P extends PathsWith<"put">>(
  path: P,
  body: Body<Operation<P, "put">>,
  options: RequestOptions<P, "put"> = {},
): Promise<Answer<Operation<P, "put">>> =>
  send("PUT", addressOf(path, options.path), body, options.signal) as Promise<Answer<Operation<P, "put">>>;

function send(method: string, address: string, body: unknown, signal?: AbortSignal): Promise<unknown> {
  const init: RequestInit = { method, headers: { Accept: "application/json" } };
  if (body !== undefined) {
    init.headers = { Accept: "application/json", "Content-Type": "application/json" };
    init.body = JSON.stringify(body);
  }
  if (signal !== undefined) {
    init.signal = signal;
  }
  return change(address, init);
}

/** DELETEs what a path names. */
export const remove = <P extends PathsWith<"delete">>(
  path: P,
  places: Record<string, string | number>,
): Promise<Answer<Operation<P, "delete">>> =>
  change(addressOf(path, places), { method: "DELETE", headers: { Accept: "application/json" } }) as Promise<
    Answer<Operation<P, "delete">>
  >;
