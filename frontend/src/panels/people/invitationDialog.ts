import type { Invitation } from "../../api/types.ts";
import { copyText } from "../../dom/clipboard.ts";
import { h } from "../../dom/element.ts";
import { moment } from "../../dom/format.ts";
import { wholeAddress } from "../../state/oneTimeAddress.ts";

/** Shows a secret that can be read only now, with a button to copy it. */
export function secretDialog(title: string, text: string, secret: string): void {
  const close = h("button", { type: "button", class: "button primary" }, "Done");
  const copy = h("button", { type: "button", class: "button" }, "Copy");
  const dialog = h(
    "dialog",
    { "aria-label": title },
    h("h2", {}, title),
    h("p", {}, text),
    h("code", { class: "secret", tabindex: 0 }, secret),
    h("div", { class: "actions" }, copy, close),
  );
  copy.addEventListener("click", () => void copyText(secret, copy));
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** Shows the one-time address of an account. */
export const showInvitation = ({ account, path, expiresAt }: Invitation): void =>
  secretDialog(
    `One-time address for ${account.displayName}`,
    `Give it to them: with it they choose a password and sign in. It is shown only now, works once, and ends ${moment(expiresAt)}.`,
    wholeAddress(path),
  );
