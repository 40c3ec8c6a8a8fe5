import type { components } from "../../src/api/schema.d.ts";

type Schemas = components["schemas"];
export type Run = Schemas["Run"];

const FINAL_STATES = ["succeeded", "failed", "cancelled"];

/** What is sent with every request of a test file whose server has accounts. */
let authorization: Readonly<Record<string, string>> = {};

/** Sends a personal token with every request from now on. */
export function useToken(secret: string): void {
  authorization = { Authorization: `Bearer ${secret}` };
}

/** GETs JSON from the server under test, past the page. */
export async function read<T>(origin: string, path: string): Promise<T> {
  const response = await fetch(`${origin}/api/v1${path}`, { headers: authorization });
  if (!response.ok) {
    throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  }
  return (await response.json()) as T;
}

/** POSTs JSON to the server under test, past the page. */
export async function post<T>(origin: string, path: string, body: unknown): Promise<T> {
  const response = await fetch(`${origin}/api/v1${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...authorization },
    body: JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(`POST ${path} was answered ${response.status}: ${await response.text()}`);
  }
  return (await response.json()) as T;
}

/** Launches a run past the page; it waits in the server's queue, or has begun. */
export const launchRun = async (origin: string, request: Schemas["LaunchRequest"]): Promise<Run> =>
  await post<Run>(origin, "/runs", request);

/** Waits until a run has succeeded, and fails where it ends otherwise. */
export async function succeededRun(origin: string, id: string): Promise<Run> {
  let run = await read<Run>(origin, `/runs/${id}`);
  while (!FINAL_STATES.includes(run.state)) {
    await new Promise((done) => setTimeout(done, 100));
    run = await read<Run>(origin, `/runs/${id}`);
  }
  if (run.state !== "succeeded") {
    throw new Error(`run ${run.id} ${run.state}: ${run.error ?? ""}`);
  }
  return run;
}
