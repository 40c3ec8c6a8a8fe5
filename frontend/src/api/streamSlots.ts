/** A browser opens six connections to a server, whatever the number of tabs; half of them may be event streams. */
const SLOTS = ["mixlab-stream-1", "mixlab-stream-2", "mixlab-stream-3"];

function attempt(
  locks: LockManager,
  slot: number,
  use: (release: () => void) => void,
  full: () => void,
): void {
  const name = SLOTS[slot];
  if (name === undefined) {
    full();
    return;
  }
  void locks.request(name, { ifAvailable: true }, (lock) => {
    if (lock === null) {
      attempt(locks, slot + 1, use, full);
      return undefined;
    }
    return new Promise<void>((release) => {
      use(release);
    });
  });
}

/**
 * Takes one of the few streams that all tabs of a browser may have open together, until it is released or the tab is
 * closed. `full` is called where the other tabs have them all. A browser has locks for https and for this machine only;
 * elsewhere every tab gets its stream.
 */
export function takeSlot(use: (release: () => void) => void, full: () => void): void {
  const { locks } = navigator as { locks?: LockManager | null };
  if (locks !== null && locks !== undefined) {
    attempt(locks, 0, use, full);
  } else {
    use(() => undefined);
  }
}
