import { withBase } from "../api/basePath.ts";

/** The one-time addresses at which people choose a password: their token stands after #, which browsers do not send. */

/** The token of the present address; empty where it has none. */
export const tokenOfAddress = (): string => decodeURIComponent(location.hash.slice(1));

/** The whole one-time address of a path such as `/invitation#abc` on this server. */
export const wholeAddress = (path: string): string => new URL(withBase(path), location.origin).href;

/** Leaves a one-time address for the page of all runs, so that it is not in the history any more. */
export const goHome = (): void => location.replace(withBase("/"));
