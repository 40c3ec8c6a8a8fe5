import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium, type Browser } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"];
const QUIET = ["--disable-background-networking", "--disable-component-update"];

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The system's Chromium: what MIXLAB_CHROMIUM names, else the first known name on the PATH. */
function systemChromium(): string | undefined {
  const named = process.env["MIXLAB_CHROMIUM"];
  if (named !== undefined && named !== "" && named !== "bundled") {
    return named;
  }
  const folders = named === "bundled" ? [] : (process.env["PATH"] ?? "").split(delimiter);
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(executable);
}

/**
 * The Chromium inside the npm package. Its own shared libraries are unpacked too, so that it runs on a machine
 * without any of a desktop's packages; only the browser's environment names them.
 */
async function bundledChromium(): Promise<Browser> {
  process.env["AWS_LAMBDA_JS_RUNTIME"] ??= "nodejs20.x";
  const outer = process.env["LD_LIBRARY_PATH"];
  const { default: bundle } = await import("@sparticuz/chromium");
  const executablePath = await bundle.executablePath();
  const env = { ...process.env } as Record<string, string>;
  if (outer === undefined) {
    delete process.env["LD_LIBRARY_PATH"];
  } else {
    process.env["LD_LIBRARY_PATH"] = outer;
  }
  return await chromium.launch({ executablePath, args: [...FLAGS, ...QUIET], env });
}

/** Starts a browser, or fails and says what is missing; there is no way to go on without one. */
export async function startBrowser(): Promise<Browser> {
  const system = systemChromium();
  try {
    return system === undefined
      ? await bundledChromium()
      : await chromium.launch({ executablePath: system, args: [...FLAGS, ...QUIET] });
  } catch (error) {
    const tried = system ?? "the one inside @sparticuz/chromium";
    throw new Error(`No browser could be started (${tried}). Install Chromium or set MIXLAB_CHROMIUM.`, {
      cause: error,
    });
  }
}
