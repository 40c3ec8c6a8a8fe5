import { get, post, remove } from "../../api/client.ts";
import { isAbort, messageOf } from "../../api/problem.ts";
import type { ModelImport } from "../../api/types.ts";
import { h } from "../../dom/element.ts";
import { progressBar, toast } from "../../dom/parts.ts";
import { canTryAgain, importLine, isBroken, isOpen } from "../../state/models/modelWords.ts";

const POLL = 1000;

/** The latest imports: those that go on, with their progress, and those that ended since the page was opened or without a model. */
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
    const present = imports.filter((one) => isOpen(one) || followed.has(one.id) || isBroken(one));
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
  const path = { importId: one.id };
  const action = (label: string, request: () => Promise<unknown>) => {
    const button = h("button", { type: "button", class: "button small" }, label);
    button.addEventListener("click", () => {
      button.disabled = true;
      request().then(again, (error: unknown) => {
        button.disabled = false;
        toast(messageOf(error));
      });
    });
    return button;
  };
  return h(
    "li",
    { class: `import-row ${one.state}`, "data-import": one.id },
    h(
      "div",
      { class: "import-what" },
      one.modelId === null
        ? h("strong", {}, one.name)
        : h("a", { href: `/models/${encodeURIComponent(one.modelId)}` }, one.name),
      h("span", { class: isBroken(one) ? "fault" : "hint" }, importLine(one)),
    ),
    isOpen(one) && bar.element,
    h(
      "div",
      { class: "row-actions" },
      isOpen(one) && action("Cancel", () => post("/imports/{importId}/cancel", undefined, { path })),
      canTryAgain(one) && action("Try again", () => post("/imports/{importId}/retry", undefined, { path })),
      one.state === "interrupted" && h("a", { href: "/models/new", class: "button small" }, "Upload again"),
      isBroken(one) && action("Dismiss", () => remove("/imports/{importId}", path)),
    ),
  );
}
