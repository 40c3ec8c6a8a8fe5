import type { TestProject } from "vitest/node";
import { launchRun } from "./api.ts";
import { SHARED_RUNS } from "./runs.ts";
import { startServer } from "./server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The address of the server that all test files share, and the ids of its runs by their names. */
    sharedServer: {
      readonly origin: string;
      readonly embedderPort: number;
      readonly runs: Readonly<Record<string, string>>;
    };
  }
}

/** Starts the server that all test files share and launches its runs; the files wait for those that they read. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer();
  const runs: Record<string, string> = {};
  try {
    for (const [name, request] of Object.entries(SHARED_RUNS)) {
      runs[name] = (await launchRun(server.origin, request)).id;
    }
  } catch (refused) {
    // without this function's answer nobody else would close it
    await server.close();
    throw refused;
  }
  project.provide("sharedServer", { origin: server.origin, embedderPort: server.embedderPort, runs });
  return async () => {
    await server.close();
  };
}
