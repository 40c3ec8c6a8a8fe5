import { get } from "../api/client.ts";
import type { Role, Session } from "../api/types.ts";
import { Store } from "./store.ts";

/** Who uses the page; undefined until the server has said so, and in a shared view. */
export const session = new Store<Session | undefined>(undefined);

/** Asks the server who uses the page. A server that cannot be reached is taken for one without accounts: each page says so itself. */
export async function loadSession(): Promise<Session | undefined> {
  const known = await get("/session").catch(() => undefined);
  session.set(known);
  return known;
}

/** Whether the server has accounts, so that somebody owns what they make. */
export const hasAccounts = (known: Session | undefined): boolean => known?.accounts === true;

/** Whether somebody has to sign in before any page can be shown. */
export const isLockedOut = (known: Session | undefined): boolean =>
  known?.accounts === true && known.way === "nobody";

/** Whether somebody may launch, share and import. */
export const mayChange = (known: Session | undefined): boolean => known?.role !== "viewer";

/** Whether somebody manages the accounts of a server that has accounts. */
export const managesAccounts = (known: Session | undefined): boolean =>
  known?.accounts === true && known.role === "admin";

/** What people call the roles. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  viewer: "Viewer",
  member: "Member",
  admin: "Administrator",
};

/** What an account of a role may do. */
export const ROLE_NOTES: Readonly<Record<Role, string>> = {
  viewer: "reads everything",
  member: "launches runs, shares and imports, and changes what is their own",
  admin: "manages accounts and changes what others own",
};

/** The roles, from the least to the most that they may do. */
export const ROLES: readonly Role[] = ["viewer", "member", "admin"];

/** The roles that an account of a role can give to a token. */
export const rolesUpTo = (role: Role): readonly Role[] => ROLES.slice(0, ROLES.indexOf(role) + 1);
