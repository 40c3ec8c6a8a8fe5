import type { components } from "../../src/api/schema.d.ts";

type Schemas = components["schemas"];
export type Run = Schemas["Run"];

/** GETs JSON from the server under test, past the page. */
export async function read<T>(origin: string, path: string): Promise<T> {
  const response = await fetch(`${origin}/api/v1${path}`);
  if (!response.ok) {
    throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  }
  return (await response.json()) as T;
}

/** Launches a run past the page and waits until it has succeeded. */
export async function finishedRun(origin: string, request: Schemas["LaunchRequest"]): Promise<Run> {
  const response = await fetch(`${origin}/api/v1/runs`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(request),
  });
  let run = (await response.json()) as Run;
  while (!["succeeded", "failed", "cancelled"].includes(run.state)) {
    await new Promise((done) => setTimeout(done, 250));
    run = await read<Run>(origin, `/runs/${run.id}`);
  }
  if (run.state !== "succeeded") {
    throw new Error(`run ${run.id} ${run.state}: ${run.error ?? ""}`);
  }
  return run;
}
