import { addressOf, get } from "../../api/client.ts";
import { messageOf } from "../../api/problem.ts";
import type { StoredText } from "../../api/types.ts";
import { upload } from "../../api/upload.ts";
import { h, uniqueId } from "../../dom/element.ts";
import { bytes, count } from "../../dom/format.ts";
import { icon } from "../../dom/icon.ts";
import { Latest } from "../../state/latest.ts";
import type { LaunchContext } from "./launchContext.ts";

const LARGEST = 32 * 1024 * 1024;

function storeText(body: Blob, signal: AbortSignal): Promise<StoredText> {
  return body.size > LARGEST
    ? Promise.reject(new Error("The text is larger than 32 MiB; take a part of it."))
    : upload<StoredText>({ address: addressOf("/texts"), body, type: "text/plain", signal });
}

const line = ({ sentences, bytes: size, sha256 }: StoredText) =>
  `${count(sentences)} lines, ${bytes(size)}, SHA-256 ${sha256.slice(0, 12)}.`;

interface TextInputs {
  readonly file: HTMLInputElement;
  readonly pasted: HTMLTextAreaElement;
  readonly use: HTMLButtonElement;
}

const newInputs = (): TextInputs => ({
  file: h("input", { id: uniqueId("text"), type: "file", class: "input", accept: ".txt,text/plain" }),
  pasted: h("textarea", { id: uniqueId("text"), class: "input", rows: 4, spellcheck: "false" }),
  use: h("button", { type: "button", class: "button", disabled: true }, "Use the pasted text"),
});

const labelled = (label: string, control: HTMLElement, hint: string) =>
  h(
    "div",
    { class: "field" },
    h("label", { for: control.id }, label),
    control,
    h("p", { class: "hint" }, hint),
  );

/** Sends a text, from a file or pasted, to the server, which stores it, and puts its hash into the form. */
export function headText({ view, change, signal }: LaunchContext): HTMLElement {
  const { file, pasted, use } = newInputs();
  const state = h("p", { class: "hint", role: "status" });
  const fault = h("p", { class: "fault", role: "alert", hidden: true });
  const latest = new Latest(signal);
  let known = "";
  const show = (stored: StoredText) => {
    known = stored.sha256;
    state.textContent = `The head learns from the stored text: ${line(stored)}`;
  };
  const failed = (error: unknown) => {
    state.textContent = "";
    fault.replaceChildren(icon("warning", 14), h("span", {}, messageOf(error)));
    fault.hidden = false;
  };
  const run = (work: (stop: AbortSignal) => Promise<StoredText>, text: string) => {
    fault.hidden = true;
    state.textContent = text;
    latest.run(
      work,
      (stored) => {
        show(stored);
        change({ headText: stored.sha256 }, "replace");
      },
      failed,
    );
  };
  file.addEventListener("change", () => {
    const chosen = file.files?.[0];
    if (chosen !== undefined) {
      run((stop) => storeText(chosen, stop), "Storing the text …");
    }
  });
  pasted.addEventListener("input", () => {
    use.disabled = pasted.value.trim() === "";
  });
  use.addEventListener("click", () =>
    run((stop) => storeText(new Blob([pasted.value]), stop), "Storing the text …"),
  );
  view.watch(signal, ({ headText: sha256 }) => {
    if (sha256 !== known && sha256 !== "") {
      known = sha256;
      run((stop) => get("/texts/{sha256}", { path: { sha256 }, signal: stop }), "Looking for the text …");
    } else if (sha256 === "" && known !== "") {
      known = "";
      state.textContent = "";
    }
  });
  return h(
    "div",
    { class: "head-text" },
    labelled("File with sentences", file, "UTF-8, one sentence on each line, at most 32 MiB."),
    labelled("Or paste sentences", pasted, "One sentence on each line."),
    h("div", { class: "input-row" }, use),
    state,
    fault,
  );
}
