import { remove } from "../api/client.ts";
import { messageOf } from "../api/problem.ts";
import type { Session } from "../api/types.ts";
import { closeWhenLeft } from "../dom/controls.ts";
import { h } from "../dom/element.ts";
import { toast } from "../dom/parts.ts";
import { managesAccounts, session } from "../state/session.ts";

/** The menu of whoever is signed in; nothing where the server has no accounts. */
export function accountMenu(signal: AbortSignal): HTMLElement {
  const place = h("div", { class: "account-place" });
  session.watch(signal, (known) => {
    place.replaceChildren(
      ...(known?.account === null || known?.account === undefined
        ? []
        : [menu(known, known.account.displayName, signal)]),
    );
  });
  return place;
}

function menu(known: Session, name: string, signal: AbortSignal): HTMLElement {
  const leave = h(
    "button",
    { type: "button", class: "menu-item", on: { click: () => void signOut() } },
    "Sign out",
  );
  const items = h(
    "div",
    { class: "menu-items" },
    h("a", { href: "/account", class: "menu-item" }, "Account and tokens"),
    managesAccounts(known) ? h("a", { href: "/people", class: "menu-item" }, "People") : null,
    known.way === "session" ? leave : null,
  );
  const details = h(
    "details",
    { class: "account-menu" },
    h("summary", { class: "button small", title: `Signed in as ${name}` }, h("span", {}, name)),
    items,
  );
  items.addEventListener("click", () => (details.open = false));
  closeWhenLeft(details, signal);
  return details;
}

async function signOut(): Promise<void> {
  try {
    await remove("/session", {});
    location.reload();
  } catch (error) {
    toast(messageOf(error));
  }
}
