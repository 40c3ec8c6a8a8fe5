import { get } from "../../api/client.ts";
import { Store } from "../store.ts";

/** The names of the methods by their ids; empty until they are read. */
export const methodNames = new Store<ReadonlyMap<string, string>>(new Map());

/** Reads the names once. What goes wrong leaves the pages with the ids. */
export const readMethodNames = async (signal: AbortSignal): Promise<void> => {
  if (methodNames.value.size === 0) {
    const methods = await get("/methods", { signal }).catch(() => []);
    methodNames.set(new Map(methods.map(({ id, name }) => [id, name])));
  }
};
