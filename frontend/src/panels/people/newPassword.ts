import { textField } from "../../dom/formCard.ts";

/** The fewest characters of a password. */
const LEAST = 10;

/** Two fields for a new password that has to be typed twice. */
export interface NewPassword {
  readonly elements: readonly HTMLElement[];
  /** The password; throws where both fields differ. */
  value(): string;
  clear(): void;
}

/** Creates the fields. */
export function newPassword(): NewPassword {
  const attributes = {
    type: "password",
    autocomplete: "new-password",
    required: true,
    minlength: LEAST,
    maxlength: 200,
  };
  const first = textField("New password", attributes, `At least ${LEAST} characters; a few words do well`);
  const second = textField("New password again", attributes);
  return {
    elements: [first.element, second.element],
    value: () => {
      if (first.input.value !== second.input.value) {
        throw new Error("Both fields of the new password must hold the same.");
      }
      return first.input.value;
    },
    clear: () => {
      first.input.value = "";
      second.input.value = "";
    },
  };
}
