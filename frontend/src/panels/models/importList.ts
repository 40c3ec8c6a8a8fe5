import { get, post } from "../../api/client.ts";
import { isAbort, messageOf } from "../../api/problem.ts";
import type { ModelImport } from "../../api/types.ts";
import { h } from "../../dom/element.ts";
import { progressBar, toast } from "../../dom/parts.ts";
import { importLine, isOpen } from "../../state/models/modelWords.ts";

const POLL = 1000;

/** The latest imports: those that go on, with their progress, and those that ended since the page was opened or failed. */
export function importList(signal: AbortSignal, imported: () => void): HTMLElement {
  const list = h("ul", { class: "import-list" });
  const card = h(
    "section",
    { class: "card padded", "aria-label": "Imports", hidden: true },
    h("h2", {}, "Imports"),
    list,
  );
  const followed = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const read = () => {
    get("/imports", { signal }).then(show, (error: unknown) => {
      if (!signal.aborted && !isAbort(error)) {
        timer = setTimeout(read, POLL);
      }
    });
  };
  const show = (imports: readonly ModelImport[]) => {
    const present = imports.filter((one) => isOpen(one) || followed.has(one.id) || one.state === "failed");
    const ended = present.filter((one) => one.state === "succeeded" && followed.delete(one.id));
    present.filter(isOpen).forEach(({ id }) => followed.add(id));
    card.hidden = present.length === 0;
    list.replaceChildren(...present.slice(0, 8).map((one) => importRow(one, read)));
    if (ended.length > 0) {
      imported();
    }
    if (present.some(isOpen)) {
      timer = setTimeout(read, POLL);
    }
  };
  signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
  read();
  return card;
}

function importRow(one: ModelImport, again: () => void): HTMLElement {
  const bar = progressBar(`Import of ${one.name}`);
  bar.set(one.doneBytes, one.totalBytes ?? 0);
  const cancel = h("button", { type: "button", class: "button small" }, "Cancel");
  cancel.addEventListener("click", () => {
    cancel.disabled = true;
    post("/imports/{importId}/cancel", undefined, { path: { importId: one.id } }).then(
      again,
      (error: unknown) => toast(messageOf(error)),
    );
  });
  return h(
    "li",
    { class: `import-row ${one.state}`, "data-import": one.id },
    h(
      "div",
      { class: "import-what" },
      one.modelId === null
        ? h("strong", {}, one.name)
        : h("a", { href: `/models/${encodeURIComponent(one.modelId)}` }, one.name),
      h("span", { class: one.state === "failed" ? "fault" : "hint" }, importLine(one)),
    ),
    isOpen(one) && bar.element,
    isOpen(one) && cancel,
  );
}
