/** Notices that the server has another page than the one that is open, as after an upgrade. */

/** The header of every answer that names the page of the server. */
export const PAGE_HEADER = "Mixlab-Page";

const RELOADED_FOR = "mixlab-reloaded-for";

let present: string | undefined;
let onUpgrade: ((mayReload: boolean) => void) | undefined;

/**
 * Calls the listener once when the server's page has changed. It is told whether to reload; a tab reloads once for each
 * page of the server.
 */
export function listenToUpgrade(listener: (mayReload: boolean) => void): void {
  onUpgrade = listener;
}

/** Takes note of the page that an answer names. */
export function notePage(page: string | null): void {
  if (page === null || page === present) {
    return;
  }
  if (present === undefined) {
    present = page;
    return;
  }
  const listener = onUpgrade;
  onUpgrade = undefined;
  if (listener !== undefined) {
    const mayReload = sessionStorage.getItem(RELOADED_FOR) !== page;
    sessionStorage.setItem(RELOADED_FOR, page);
    listener(mayReload);
  }
}
