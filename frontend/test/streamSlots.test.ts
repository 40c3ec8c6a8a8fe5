import { afterEach, describe, expect, it, vi } from "vitest";
import { takeSlot } from "../src/api/streamSlots.ts";

type Hold = (lock: object | null) => Promise<void> | undefined;

/** Locks as browsers have them, for requests with `ifAvailable`. */
function locks(): { request: (name: string, options: object, hold: Hold) => Promise<void> } {
  const held = new Set<string>();
  return {
    request: async (name, _options, hold) => {
      await Promise.resolve();
      if (held.has(name)) {
        await hold(null);
        return;
      }
      held.add(name);
      await hold({ name });
      held.delete(name);
    },
  };
}

const settle = () => new Promise((done) => setTimeout(done, 5));

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("streams of all tabs together", () => {
  it("are three at most, and one that ends makes room for another", async () => {
    vi.stubGlobal("navigator", { locks: locks() });
    const releases: (() => void)[] = [];
    let full = 0;
    const take = () => {
      takeSlot(
        (release) => releases.push(release),
        () => (full += 1),
      );
    };
    for (let tab = 0; tab < 5; tab++) {
      take();
      await settle();
    }
    expect([releases.length, full]).toEqual([3, 2]);
    releases[1]?.();
    await settle();
    take();
    await settle();
    expect([releases.length, full]).toEqual([4, 2]);
  });

  it("are given to every tab where the browser has no locks", () => {
    vi.stubGlobal("navigator", {});
    let taken = 0;
    for (let tab = 0; tab < 5; tab++) {
      takeSlot(
        () => (taken += 1),
        () => undefined,
      );
    }
    expect(taken).toBe(5);
  });
});
