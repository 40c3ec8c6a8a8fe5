import { Buffer } from "node:buffer";
import { spawn } from "node:child_process";
import process from "node:process";

/**
 * Runs scripts of package.json beside each other, each on a processor of its own where there are several, and fails
 * where one of them does. What they print comes out script by script, in their order.
 *
 * @param {string} script
 * @returns {Promise<{ failed: boolean, printed: Buffer }>}
 */
const run = async (script) =>
  await new Promise((ended) => {
    /** @type {Buffer[]} */
    const printed = [];
    const child = spawn("npm", ["run", "--silent", script], { stdio: ["ignore", "pipe", "pipe"] });
    const end = (/** @type {boolean} */ failed) => {
      ended({ failed, printed: Buffer.concat(printed) });
    };
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (/** @type {Buffer} */ chunk) => printed.push(chunk));
    }
    child.once("error", (error) => {
      printed.push(Buffer.from(`${script}: ${error.message}\n`));
      end(true);
    });
    child.once("close", (status) => {
      end(status !== 0);
    });
  });

const scripts = process.argv.slice(2);
const results = await Promise.all(scripts.map(run));
for (const { printed } of results) {
  process.stdout.write(printed);
}
const failed = scripts.filter((_, place) => results[place]?.failed !== false);
if (failed.length > 0) {
  process.stderr.write(`Failed: ${failed.join(", ")}\n`);
  process.exitCode = 1;
}
