import { inject } from "vitest";
import { succeededRun, type Run } from "./api.ts";
import type { SharedRun } from "./runs.ts";

const server = inject("sharedServer");

/** The address of the server that all test files share. */
export const origin = server.origin;

/** The port at which `localhost` may show shares in a frame. */
export const embedderPort = server.embedderPort;

/** A shared run, once it has succeeded. */
export async function sharedRun(name: SharedRun): Promise<Run> {
  const id = server.runs[name];
  if (id === undefined) {
    throw new Error(`there is no shared run ${name}`);
  }
  return await succeededRun(origin, id);
}
