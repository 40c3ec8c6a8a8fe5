import { get } from "../../api/client.ts";
import type { Run } from "../../api/types.ts";
import { h } from "../../dom/element.ts";
import { waitingLine } from "../../state/queue/queueWords.ts";
import type { Store } from "../../state/store.ts";

const EVERY = 5000;

/** Where a queued run waits and when it is expected to begin, kept up to date while it waits. */
export function queueLine(run: Store<Run>, signal: AbortSignal): HTMLElement {
  const text = h("span");
  const line = h("p", { class: "hint queue-line" }, text, " ", h("a", { href: "/queue" }, "Queue"));
  line.hidden = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const read = () => {
    clearTimeout(timer);
    get("/queue", { signal }).then(
      (queue) => {
        const words = waitingLine(queue, run.value.id);
        text.textContent = words ?? "";
        line.hidden = words === undefined || run.value.state !== "queued";
        timer = setTimeout(watch, EVERY);
      },
      // the line is missing; the page's other requests say why
      () => undefined,
    );
  };
  const watch = () => {
    if (run.value.state === "queued" && !signal.aborted) {
      read();
    } else {
      line.hidden = true;
    }
  };
  run.watch(signal, watch);
  signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
  return line;
}
