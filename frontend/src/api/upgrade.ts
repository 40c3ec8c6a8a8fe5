/** Notices that the server has another page than the one that is open, as after an upgrade. */

import { withBase } from "./basePath.ts";

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
  tell(page);
}

/**
 * Takes note of the page that the server has when a file of the open page is not there any more. The first answer that names
 * a page may be this one: then the open page is taken for an earlier one.
 */
export function noteMissingFile(page: string): void {
  if (page !== present) {
    tell(page);
  }
}

function tell(page: string): void {
  const listener = onUpgrade;
  onUpgrade = undefined;
  if (listener !== undefined) {
    const mayReload = sessionStorage.getItem(RELOADED_FOR) !== page;
    sessionStorage.setItem(RELOADED_FOR, page);
    listener(mayReload);
  }
}

/** Asks the server for its page whenever a part of the open page that is loaded on demand cannot be loaded. */
export function watchMissingFiles(): void {
  window.addEventListener("vite:preloadError", () => {
    fetch(withBase("/api/v1/health")).then(
      (answer) => {
        const page = answer.headers.get(PAGE_HEADER);
        if (page !== null) {
          noteMissingFile(page);
        }
      },
      () => {
        // the server cannot be reached, which is no upgrade; whoever wanted the part says that it could not be loaded
      },
    );
  });
}
