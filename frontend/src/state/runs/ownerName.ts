import type { Person } from "../../api/types.ts";

/** What the page calls somebody; two accounts that were deleted can be told apart by their ids. */
export const ownerName = ({ id, displayName }: Person): string => displayName ?? `Deleted account ${id}`;
