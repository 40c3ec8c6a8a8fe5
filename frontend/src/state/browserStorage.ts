/** Runs what reads or writes the browser's storage, which a page in a frame of another site may not have. */
export function withStorage<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(localStorage);
  } catch {
    return undefined;
  }
}
