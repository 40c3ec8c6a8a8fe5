import { BASE, post, remove } from "../api/client.ts";
import { messageOf } from "../api/problem.ts";
import type { NewShare } from "../api/types.ts";
import { copyText } from "../dom/clipboard.ts";
import { h } from "../dom/element.ts";
import { icon } from "../dom/icon.ts";
import { errorNotice, toast } from "../dom/parts.ts";
import type { AnyPage } from "../state/page.ts";
import { recordRequests } from "./recordRequests.ts";
import "./shareDialog.css";

export interface Shareable {
  readonly page: AnyPage;
  readonly view: unknown;
  /** The width that the view is drawn in. */
  readonly width: number;
}

/** Makes a share of a view at once and shows its address. */
export function openShareDialog(what: Shareable): void {
  const life = new AbortController();
  const body = h("div", { class: "share-body", "aria-live": "polite" });
  const close = h(
    "button",
    { type: "button", class: "button", on: { click: () => dialog.close() } },
    "Close",
  );
  const dialog = h(
    "dialog",
    { class: "share-dialog", "aria-label": "Share this view" },
    h("h2", {}, "Share this view"),
    body,
    h("div", { class: "actions" }, h("a", { href: "/shares", class: "button quiet" }, "All shares"), close),
  );
  dialog.addEventListener("close", () => {
    life.abort();
    dialog.remove();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a[href]") !== null) {
      dialog.close();
    }
  });
  document.body.append(dialog);
  dialog.showModal();
  const make = () => {
    body.replaceChildren(h("p", {}, "Preparing the link …"));
    create(what, life.signal).then(
      (share) => {
        body.replaceChildren(...shareAddress(share, body));
        body.querySelector("input")?.select();
      },
      (error: unknown) => {
        if (!life.signal.aborted) {
          body.replaceChildren(errorNotice(error, make));
        }
      },
    );
  };
  make();
}

async function create({ page, view, width }: Shareable, signal: AbortSignal): Promise<NewShare> {
  const { title, requests } = await recordRequests(page, view, width, signal);
  signal.throwIfAborted();
  return await post("/shares", {
    address: page.write(view),
    title: title || "Untitled view",
    requests: [...requests],
  });
}

function shareAddress({ share, token, path }: NewShare, body: HTMLElement): HTMLElement[] {
  const address = location.origin + path;
  const field = h("input", { class: "input mono", readonly: true, value: address, "aria-label": "Address" });
  field.addEventListener("focus", () => field.select());
  const copy = h("button", { type: "button", class: "button primary" }, icon("copy"), "Copy");
  copy.addEventListener("click", () => {
    copyText(address, field).then(
      () => copy.replaceChildren(icon("check"), "Copied"),
      () => toast("The browser does not allow copying. The address is selected; please copy it yourself."),
    );
  });
  const revoke = h("button", { type: "button", class: "button small danger" }, "Revoke");
  revoke.addEventListener("click", () => {
    remove("/shares/{shareId}", { shareId: share.id }).then(
      () => body.replaceChildren(h("p", {}, "The link has been revoked and no longer works.")),
      (error: unknown) => toast(messageOf(error)),
    );
  });
  return [
    h("p", {}, h("strong", {}, share.title)),
    h("div", { class: "share-address" }, field, copy),
    h(
      "p",
      { class: "hint" },
      "Anyone with this address can see this view as it is now, without an account, and nothing else. ",
      "The address is shown only this once; the server stores only its hash.",
    ),
    h(
      "p",
      { class: "hint" },
      h(
        "a",
        { href: `${BASE}/shared/${encodeURIComponent(token)}/page`, download: "" },
        "Download the view as one HTML file",
      ),
      ", which works without the server.",
    ),
    h("div", { class: "share-undo" }, h("span", { class: "hint" }, "Shared by mistake?"), revoke),
  ];
}
