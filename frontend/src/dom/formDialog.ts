import { messageOf } from "../api/problem.ts";
import { type Child, h } from "./element.ts";

/** A dialog with fields, which stays open until what was entered is taken or the reader gives up; resolves to whether it was taken. */
export function formDialog(
  title: string,
  fields: readonly Child[],
  action: string,
  submit: () => Promise<unknown>,
): Promise<boolean> {
  const fault = h("p", { class: "fault", role: "alert", hidden: true });
  const send = h("button", { type: "submit", class: "button primary" }, action);
  const leave = h("button", { type: "button", class: "button" }, "Cancel");
  const form = h(
    "form",
    { class: "form-dialog" },
    h("h2", {}, title),
    ...fields,
    fault,
    h("div", { class: "actions" }, leave, send),
  );
  const dialog = h("dialog", { "aria-label": title }, form);
  leave.addEventListener("click", () => dialog.close());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send.disabled = true;
    submit().then(
      () => dialog.close("taken"),
      (error: unknown) => {
        send.disabled = false;
        fault.hidden = false;
        fault.textContent = messageOf(error);
      },
    );
  });
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "taken");
    });
  });
}
