import { get } from "../api/client.ts";
import { watchRuns } from "../api/events.ts";
import type { Queue } from "../api/types.ts";
import { h } from "../dom/element.ts";
import { count } from "../dom/format.ts";
import { icon } from "../dom/icon.ts";
import { errorNotice, loading, pageHead } from "../dom/parts.ts";
import { queuedList, runningList } from "../panels/queue/queueList.ts";
import { definePage } from "../state/page.ts";

const SOON = 500;

const executed = (slots: number): string =>
  slots === 0
    ? "No worker is there: runs wait until one is started."
    : `${slots === 1 ? "One run is" : `${count(slots)} runs are`} executed at a time, by priority and then in the order of launch.`;

/** The runs that are at work and those that wait, kept up to date. */
export const queuePage = definePage<Record<string, never>>({
  section: "queue",
  read: (path) => (path.length === 1 && path[0] === "queue" ? {} : undefined),
  write: () => "/queue",
  samePage: () => true,
  mount(host, { signal, title }) {
    title("Queue");
    const body = h("div", { class: "queue catalogue" }, h("div", { class: "card" }, loading(4)));
    const slots = h("span");
    const launch = h("a", { href: "/launch", class: "button primary" }, icon("plus"), "Launch");
    host.append(h("div", { class: "page" }, pageHead("Queue", slots, launch), body));
    const [running, queued] = [h("div"), h("div")];
    let shownOrder = "";
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async () => {
      draw(await get("/queue", { signal }));
    };
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        read().catch(() => undefined);
      }, SOON);
    };
    const draw = (queue: Queue) => {
      slots.textContent = executed(queue.slots);
      running.replaceChildren(runningList(queue.running, soon));
      // a menu that is open would close if it were drawn again
      const order = JSON.stringify(queue.queued.map(({ runId, priority }) => [runId, priority]));
      const open =
        document.activeElement instanceof HTMLSelectElement && queued.contains(document.activeElement);
      if (order !== shownOrder || !open) {
        shownOrder = order;
        queued.replaceChildren(queuedList(queue.queued, soon));
      }
      body.replaceChildren(running, queued);
    };
    const first = () => {
      read().catch((error: unknown) =>
        signal.aborted ? undefined : body.replaceChildren(errorNotice(error, first)),
      );
    };
    first();
    watchRuns({ run: soon, deleted: soon, catchUp: read, connection: () => undefined }, signal);
    signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
  },
});
