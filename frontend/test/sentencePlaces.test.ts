import { describe, expect, it } from "vitest";
import { PAGE, SentencePlaces } from "../src/state/sentence/sentencePlaces.ts";
import { examples } from "./fixture/recorded.ts";

/** Every third sentence of the fixture, and the stretches that were read. */
function places() {
  const kept = examples.filter(({ index }) => index % 3 === 0);
  const reads: number[] = [];
  const list = new SentencePlaces((offset, limit) => {
    reads.push(offset);
    return Promise.resolve({ total: kept.length, items: kept.slice(offset, offset + limit) });
  });
  return { list, kept, reads };
}

describe("the places of filtered sentences", () => {
  it("finds the place of an index by halving", async () => {
    const { list, kept } = places();
    for (const [place, { index }] of kept.entries()) {
      expect(await list.placeOf(index)).toBe(place);
    }
    expect(await list.placeOf(10_000)).toBe(kept.length);
  });

  it("reads a stretch once, and no more of them than it needs", async () => {
    const { list, reads } = places();
    await Promise.all([list.at(3), list.at(7), list.total()]);
    await list.at(PAGE + 1);
    expect(reads).toEqual([0, PAGE]);
    expect(list.loadedAt(7)?.index).toBe(21);
    expect(list.loadedAt(PAGE * 3)).toBeUndefined();
  });

  it("steps to the neighbours, also from a sentence that the filter leaves out", async () => {
    const { list, kept } = places();
    expect((await list.neighbour(3, 1))?.index).toBe(6);
    expect((await list.neighbour(3, -1))?.index).toBe(0);
    expect((await list.neighbour(4, 1))?.index).toBe(6);
    expect((await list.neighbour(4, -1))?.index).toBe(3);
    expect(await list.neighbour(0, -1)).toBeUndefined();
    expect(await list.neighbour(kept.at(-1)?.index ?? 0, 1)).toBeUndefined();
  });

  it("asks again after a failure", async () => {
    let calls = 0;
    const list = new SentencePlaces(() => {
      calls += 1;
      return calls === 1 ? Promise.reject(new Error("gone")) : Promise.resolve({ total: 0, items: [] });
    });
    await expect(list.total()).rejects.toThrow("gone");
    await Promise.resolve();
    expect(await list.total()).toBe(0);
  });
});
