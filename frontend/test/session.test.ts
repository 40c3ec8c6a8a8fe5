import { describe, expect, it } from "vitest";
import type { Session } from "../src/api/types.ts";
import { wordsOf } from "../src/state/operationWords.ts";
import { isLockedOut, managesAccounts, mayChange, rolesUpTo } from "../src/state/session.ts";

const OPEN: Session = {
  accounts: false,
  setupNeeded: false,
  oidc: null,
  way: "local",
  role: "admin",
  account: null,
};
const NOBODY: Session = { ...OPEN, accounts: true, way: "nobody", role: null };
const withRole = (role: Session["role"]): Session => ({ ...NOBODY, way: "session", role });

describe("who uses the page", () => {
  it("is locked out only where a server with accounts does not know them", () => {
    expect(isLockedOut(NOBODY)).toBe(true);
    expect([undefined, OPEN, withRole("viewer")].map(isLockedOut)).toEqual([false, false, false]);
  });

  it("may launch unless they only read", () => {
    const everybody = [undefined, OPEN, withRole("viewer"), withRole("member"), withRole("admin")];
    expect(everybody.map(mayChange)).toEqual([true, true, false, true, true]);
  });

  it("manages accounts as an administrator of a server that has any", () => {
    expect([OPEN, withRole("member"), withRole("admin")].map(managesAccounts)).toEqual([false, false, true]);
  });

  it("gives tokens no more than they may themselves", () => {
    expect(rolesUpTo("viewer")).toEqual(["viewer"]);
    expect(rolesUpTo("admin")).toEqual(["viewer", "member", "admin"]);
  });
});

describe("the id of an operation", () => {
  it("is read as words", () => {
    expect(["signIn", "createRun", "addBlimp"].map(wordsOf)).toEqual(["Sign in", "Create run", "Add blimp"]);
  });
});
