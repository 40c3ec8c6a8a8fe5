import { patch, put } from "../../api/client.ts";
import type { Account } from "../../api/types.ts";
import { formCard, textField } from "../../dom/formCard.ts";
import { toast } from "../../dom/parts.ts";
import { loadSession } from "../../state/session.ts";
import { newPassword } from "./newPassword.ts";

/** The form for the name that others see. */
export function nameCard(account: Account, changed: () => void): HTMLElement {
  const name = textField(
    "Your name",
    { required: true, maxlength: 200, autocomplete: "name" },
    "As others see it",
  );
  name.input.value = account.displayName;
  return formCard("Name", [name.element], "Save", async () => {
    await patch("/account", { displayName: name.input.value });
    await loadSession();
    changed();
    toast("The name is changed.");
  });
}

/** The form for another password. */
export function passwordCard(): HTMLElement {
  const current = textField("Password so far", {
    type: "password",
    autocomplete: "current-password",
    required: true,
    maxlength: 200,
  });
  const next = newPassword();
  return formCard("Password", [current.element, ...next.elements], "Change the password", async () => {
    await put("/account/password", { current: current.input.value, password: next.value() });
    current.input.value = "";
    next.clear();
    toast("The password is changed. You were signed out everywhere else.");
  });
}
