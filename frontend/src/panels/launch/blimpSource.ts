import { get, post } from "../../api/client.ts";
import { messageOf } from "../../api/problem.ts";
import { h } from "../../dom/element.ts";
import { icon } from "../../dom/icon.ts";
import { serverFolder } from "../data/serverFolder.ts";
import type { LaunchContext } from "./launchContext.ts";

type BlimpOrigin = { readonly folder: string } | { readonly download: true };

interface Reports {
  /** Something goes on (or nothing, when empty). */
  readonly busy: (text: string) => void;
  readonly failed: (text: string) => void;
}

/** Has the server read BLiMP, and chooses what came of it. */
async function importBlimp(
  source: BlimpOrigin,
  { data, change, signal }: LaunchContext,
  reports: Reports,
): Promise<void> {
  reports.busy("folder" in source ? "Reading the sentences …" : "Downloading …");
  try {
    const added = await post("/data/blimp", source, { signal });
    data.set(await get("/data", { signal }));
    change({ data: added.id }, "replace");
    reports.busy("");
  } catch (error) {
    if (!signal.aborted) {
      reports.failed(messageOf(error));
    }
  }
}

/** Brings the five paradigms of BLiMP from a folder of the server or from their publisher. */
export function blimpSource(context: LaunchContext): HTMLElement {
  const fault = h("p", { class: "fault", role: "alert", hidden: true });
  const state = h("span", { class: "hint", role: "status" });
  const download = h(
    "button",
    { type: "button", class: "button quiet" },
    icon("download"),
    "Download the published files",
  );
  const reports: Reports = {
    busy: (text) => {
      fault.hidden = true;
      state.textContent = text;
      folder.button.disabled = download.disabled = text !== "";
    },
    failed: (text) => {
      reports.busy("");
      fault.replaceChildren(icon("warning", 14), h("span", {}, text));
      fault.hidden = false;
    },
  };
  const folder = serverFolder({
    label: "Folder on the server with the .jsonl files",
    button: "Read folder",
    offered: ({ blimp }) => blimp,
    read: (path) => void importBlimp({ folder: path }, context, reports),
    signal: context.signal,
  });
  download.addEventListener("click", () => void importBlimp({ download: true }, context, reports));
  const hint = h("p", { class: "hint" }, "The sentences are stored; the folder is not needed afterwards.");
  const others = h("div", { class: "input-row" }, download, state);
  const details = h(
    "details",
    { class: "bring" },
    h("summary", {}, "Use BLiMP"),
    folder.element,
    h("div", { class: "field" }, fault, hint, others),
  );
  details.addEventListener("toggle", folder.offer, { once: true });
  return details;
}
