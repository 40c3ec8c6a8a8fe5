import { post } from "../../api/client.ts";
import type { Role } from "../../api/types.ts";
import { labelled } from "../../dom/controls.ts";
import { h } from "../../dom/element.ts";
import { formCard, textField } from "../../dom/formCard.ts";
import { select } from "../../dom/parts.ts";
import { ROLE_NAMES, ROLE_NOTES, ROLES } from "../../state/session.ts";
import { showInvitation } from "./invitationDialog.ts";

/** The form with which an administrator makes an account; its owner chooses the password. */
export function newAccountCard(changed: () => void): HTMLElement {
  const name = textField(
    "Name",
    { required: true, maxlength: 100, autocapitalize: "none", autocomplete: "off" },
    "With which they sign in: small letters, digits, dot, hyphen, underscore and @",
  );
  const displayName = textField("Their name", { maxlength: 200, autocomplete: "off" }, "As others see it");
  let role: Role = "member";
  const choices = ROLES.map((value) => ({ value, label: ROLE_NAMES[value] }));
  const note = h("p", { class: "hint" }, roleNote(role));
  const roles = select<Role>("Role", choices, role, (chosen) => {
    role = chosen;
    note.textContent = roleNote(chosen);
  });
  roles.value = role;
  return formCard(
    "New account",
    [name.element, displayName.element, labelled("Role", roles), note],
    "Create and invite",
    async () => {
      const shown = displayName.input.value.trim();
      const request = { name: name.input.value, role };
      const invitation = await post("/accounts", shown === "" ? request : { ...request, displayName: shown });
      name.input.value = "";
      displayName.input.value = "";
      showInvitation(invitation);
      changed();
    },
  );
}

const roleNote = (role: Role): string => `${ROLE_NAMES[role]}: ${ROLE_NOTES[role]}.`;
