import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Begins with the file that launches runs of its own: it uses the time until the shared runs have finished. */
class LaunchesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const launches = (file: TestSpecification) => Number(file.moduleId.endsWith("/launch.test.ts"));
    return sorted.sort((one, other) => launches(other) - launches(one));
  }
}

export default defineConfig({
  test: {
    root: import.meta.dirname,
    environment: "node",
    include: ["**/*.test.ts"],
    globalSetup: "support/sharedServer.ts",
    sequence: { sequencer: LaunchesFirst },
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 300_000,
    // a page that is opened or read anew on a busy machine takes more than the second that is waited for otherwise
    expect: { poll: { timeout: 30_000 } },
    bail: 1,
  },
});
