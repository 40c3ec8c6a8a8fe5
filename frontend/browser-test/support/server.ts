import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** Tiny models gain nothing by more threads, which would only wait for each other on a busy machine. */
const ONE_THREAD = { OMP_NUM_THREADS: "1", OMP_WAIT_POLICY: "PASSIVE" };

/**
 * A server that lives for minutes gains nothing by the slow compiler of Java and a collector with many threads, which would
 * take a processor meanwhile.
 */
const JAVA_OPTIONS = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dai.djl.offline=true"];

/** A mixlab server of its own: own port, own data folder, gone when closed. */
export interface Server {
  readonly origin: string;
  /** A free port; pages that `localhost` serves there may show shares in a frame. */
  readonly embedderPort: number;
  /** A folder for the test's own files. */
  readonly folder: string;
  /** A folder below which the server may read minimal pairs. */
  readonly dataRoot: string;
  /** What the server has printed so far. */
  log(): string;
  close(): Promise<void>;
}

/** The jar that MIXLAB_JAR names, else the one that Maven has built. */
function jar(): string {
  const path = resolve(
    process.env["MIXLAB_JAR"] ?? resolve(import.meta.dirname, "../../../target/mixlab.jar"),
  );
  if (!existsSync(path)) {
    throw new Error(`There is no ${path} to test; build it, or name another in MIXLAB_JAR`);
  }
  return path;
}

async function freePort(): Promise<number> {
  return await new Promise((found, failed) => {
    const probe = createServer();
    probe.once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === "object") {
          found(address.port);
        } else {
          failed(new Error("no free port"));
        }
      });
    });
  });
}

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

async function healthy(origin: string): Promise<boolean> {
  try {
    return (await fetch(`${origin}/health/live`)).ok;
  } catch {
    return false;
  }
}

/** Starts `java -jar $MIXLAB_JAR serve` on a free port, with further options, and waits until it answers. */
export async function startServer(seconds = 90, further: readonly string[] = []): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), "mixlab-browser-test-"));
  const dataRoot = join(folder, "minimal-pairs");
  await mkdir(dataRoot);
  const [port, embedderPort] = [await freePort(), await freePort()];
  const origin = `http://127.0.0.1:${port}`;
  const options = [
    "serve",
    "--host",
    "127.0.0.1",
    "--port",
    String(port),
    "--data-dir",
    join(folder, "data"),
    "--embed-host",
    `localhost:${embedderPort}`,
    "--data-root",
    dataRoot,
    ...further,
  ];
  const server = spawn("java", [...JAVA_OPTIONS, "-jar", jar(), ...options], {
    cwd: folder,
    env: { ...process.env, ...ONE_THREAD },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  const keep = (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-20_000);
  };
  server.stdout.on("data", keep);
  server.stderr.on("data", keep);
  const ended = new Promise<void>((done) => {
    server.once("close", () => {
      done();
    });
  });
  const close = async () => {
    server.kill("SIGTERM");
    const killer = setTimeout(() => server.kill("SIGKILL"), 10_000);
    await ended;
    clearTimeout(killer);
    await rm(folder, { recursive: true, force: true });
  };
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await pause(200)) {
    if (await healthy(origin)) {
      return { origin, embedderPort, folder, dataRoot, log: () => log, close };
    }
    if (server.exitCode !== null) {
      throw new Error(`The server ended with status ${server.exitCode} before it answered:\n${log}`);
    }
  }
  await close();
  throw new Error(`The server did not answer within ${seconds} s:\n${log}`);
}
