import { describe, expect, it } from "vitest";
import type { Account } from "../src/api/types.ts";
import { handedOverWords, newOwners, ownersSoFar } from "../src/panels/people/handOverCard.ts";

const account = (name: string, role: Account["role"], disabled = false): Account => ({
  id: `u-${name}`,
  name,
  displayName: name.toUpperCase(),
  role,
  disabled,
  hasPassword: true,
  issuer: null,
  createdAt: "2026-05-12T12:00:00Z",
  seenAt: null,
});

const PEOPLE = [account("ada", "admin"), account("mel", "member", true), account("vi", "viewer")];

describe("handing over", () => {
  it("is from nobody, from any account and from those that were deleted", () => {
    const owners = [
      { value: "u-ada", name: "ADA", runs: 2 },
      { value: "u-gone", name: null, runs: 1 },
      { value: "nobody", name: null, runs: 4 },
    ];
    expect(ownersSoFar(PEOPLE, owners).map(({ value }) => value)).toEqual([
      "nobody",
      "u-ada",
      "u-mel",
      "u-vi",
      "u-gone",
    ]);
  });

  it("is to those who can sign in and own something", () => {
    expect(newOwners(PEOPLE)).toEqual([{ value: "u-ada", label: "ADA (ada)" }]);
  });

  it("says what was handed over", () => {
    expect(handedOverWords({ runs: 1, sweeps: 0, shares: 2, dataSets: 1, models: 0 })).toBe(
      "Handed over: 1 run, 2 shares, 1 data set.",
    );
    expect(handedOverWords({ runs: 0, sweeps: 0, shares: 0, dataSets: 0, models: 0 })).toBe(
      "There was nothing to hand over.",
    );
  });
});
