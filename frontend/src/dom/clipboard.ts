import { h } from "./element.ts";

/**
 * Copies a text by the clipboard where the page may use it, else as if the reader had.
 * @param near an element of the same dialog or page, beside which a field may stand for a moment
 */
export async function copyText(text: string, near: HTMLElement): Promise<void> {
  if (window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const field = h("textarea", { style: "position:fixed;left:-100000px", "aria-hidden": "true" });
  field.value = text;
  near.after(field);
  try {
    field.select();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way on plain http
    if (!document.execCommand("copy")) {
      throw new Error("not allowed");
    }
  } finally {
    field.remove();
    near.focus();
  }
}
