import { vi } from "vitest";
import type { Server } from "./server.ts";

/** The token of the one-time address for making the administrator, which a server prints after it has said that it is ready. */
export const setUpToken = (server: Server): Promise<string> =>
  vi.waitFor(
    () => {
      const token = /\/setup#(\S+)/.exec(server.log())?.[1];
      if (token === undefined) {
        throw new Error("the server has printed no one-time address yet");
      }
      return token;
    },
    { timeout: 10_000 },
  );
