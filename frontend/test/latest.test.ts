import { describe, expect, it } from "vitest";
import { Latest } from "../src/state/latest.ts";

/** A task that is finished from outside. */
function held<T>() {
  let finish: (value: T) => void = () => undefined;
  let fail: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((resolve, reject) => {
    finish = resolve;
    fail = reject;
  });
  return { promise, finish, fail };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("the latest task", () => {
  it("drops an answer that arrives after a newer task was started", async () => {
    const latest = new Latest(new AbortController().signal);
    const [old, young] = [held<string>(), held<string>()];
    const seen: unknown[] = [];
    latest.run(
      () => old.promise,
      (value) => seen.push(value),
      (error) => seen.push(error),
    );
    latest.run(
      () => young.promise,
      (value) => seen.push(value),
      (error) => seen.push(error),
    );
    young.finish("young");
    await settled();
    old.finish("old");
    await settled();
    expect(seen).toEqual(["young"]);
  });

  it("aborts the task before and says nothing of its failure", async () => {
    const latest = new Latest(new AbortController().signal);
    const old = held<string>();
    const seen: unknown[] = [];
    let signal: AbortSignal | undefined;
    latest.run(
      (given) => {
        signal = given;
        return old.promise;
      },
      (value) => seen.push(value),
      (error) => seen.push(error),
    );
    latest.run(
      () => Promise.resolve("young"),
      (value) => seen.push(value),
      (error) => seen.push(error),
    );
    expect(signal?.aborted).toBe(true);
    old.fail(new Error("aborted"));
    await settled();
    expect(seen).toEqual(["young"]);
  });

  it("is silent once its owner has gone", async () => {
    const owner = new AbortController();
    const seen: unknown[] = [];
    new Latest(owner.signal).run(
      () => Promise.resolve(1),
      (value) => seen.push(value),
      (error) => seen.push(error),
    );
    owner.abort();
    await settled();
    expect(seen).toEqual([]);
  });
});
