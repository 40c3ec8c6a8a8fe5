import { get } from "../../api/client.ts";
import type { Run } from "../../api/types.ts";
import { percent } from "../../dom/format.ts";
import { withStorage } from "../browserStorage.ts";
import { Store } from "../store.ts";
import { runMarks } from "../run/runLabel.ts";

/** Notices of the browser about runs that have ended, while any page of the server is open. */

const KEY = "mixlab.notices";
/** The end of the last run that is known, and when that was noted; all tabs share it. */
const LAST = "mixlab.notices.last";
/** A note that is older was left by tabs that are closed: browsers let hidden ones ask once a minute at least. */
const OLDEST_NOTE = 150_000;
const LOCK = "mixlab-notices";
const EVERY = 10_000;
/** Number of runs that are told of one by one. */
const TOLD = 5;

/** Whether the browser can show notices here: it needs HTTPS or this machine itself. */
export const canNotify = (): boolean => "Notification" in globalThis && "locks" in navigator;

/** Whether the reader wants notices, in this browser. */
export const wantsNotices = new Store<boolean>(
  canNotify() &&
    Notification.permission === "granted" &&
    withStorage((storage) => storage.getItem(KEY)) === "on",
);

/** Switches notices on, for which the browser asks, or off; resolves to why that did not work, empty where it did. */
export async function switchNotices(on: boolean): Promise<string> {
  if (on && (await Notification.requestPermission()) !== "granted") {
    return "The browser does not allow notifications of this page.";
  }
  withStorage((storage) => {
    storage.setItem(KEY, on ? "on" : "off");
    storage.removeItem(LAST);
  });
  wantsNotices.set(on);
  return "";
}

/** A notice: its title and its text. */
export interface Notice {
  readonly title: string;
  readonly text: string;
  readonly address: string;
}

/** What is told of a run that has ended. */
function noticeOf(run: Run): Notice {
  const { id, name, state, accuracyAfter, error } = run;
  const accuracy = accuracyAfter === null ? "" : `Accuracy after fine-tuning ${percent(accuracyAfter)}`;
  const outcome = state === "failed" ? (error ?? "") : accuracy;
  return {
    title: `${name} ${state}`,
    text: [outcome, runMarks(run)].filter((line) => line !== "").join("\n"),
    address: `/runs/${encodeURIComponent(id)}`,
  };
}

/** The notices of the runs that ended after a moment, the latest first in `runs`; many of them are told of at once. */
export function noticesSince(runs: readonly Run[], last: string): readonly Notice[] {
  const ended = runs.filter(
    ({ finishedAt }) => finishedAt !== null && Date.parse(finishedAt) > Date.parse(last),
  );
  return ended.length > TOLD
    ? [{ title: `More than ${TOLD} runs have ended`, text: "", address: "/?sort=finished" }]
    : ended.map(noticeOf).reverse();
}

function show({ title, text, address }: Notice, go: (address: string) => void): void {
  const notice = new Notification(title, { body: text, tag: address });
  notice.addEventListener("click", () => {
    window.focus();
    go(address);
    notice.close();
  });
}

/** The end of the last run that this or another tab knew a moment ago. */
function lastNoted(): string | undefined {
  const [noted, last] = (withStorage((storage) => storage.getItem(LAST)) ?? "").split(" ");
  return Date.now() - Number(noted) < OLDEST_NOTE ? last : undefined;
}

async function tell(go: (address: string) => void, signal: AbortSignal): Promise<void> {
  const { items } = await get("/runs", {
    query: { sort: "finished", order: "descending", archived: "included", limit: TOLD + 1 },
    signal,
  });
  const latest = items.find(({ finishedAt }) => finishedAt !== null)?.finishedAt ?? new Date(0).toISOString();
  const last = lastNoted() ?? latest;
  withStorage((storage) => storage.setItem(LAST, `${Date.now()} ${latest}`));
  for (const notice of noticesSince(items, last)) {
    show(notice, go);
  }
}

const pause = (signal: AbortSignal) =>
  new Promise<void>((done) => {
    const timer = setTimeout(done, EVERY);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      done();
    });
  });

/** Tells of runs that end while this tab is the one of the browser that does so: the others wait for it to be closed. */
async function lead(go: (address: string) => void, signal: AbortSignal): Promise<void> {
  await navigator.locks.request(LOCK, { signal }, async () => {
    while (!signal.aborted) {
      await tell(go, signal).catch(() => undefined);
      await pause(signal);
    }
  });
}

/** Tells of runs that end, as long as the reader wants it. */
export function startNotices(go: (address: string) => void): void {
  let life = new AbortController();
  const follow = (wanted: boolean) => {
    life.abort();
    life = new AbortController();
    if (wanted) {
      lead(go, life.signal).catch(() => undefined);
    }
  };
  follow(wantsNotices.value);
  wantsNotices.changes(new AbortController().signal, follow);
  window.addEventListener("storage", ({ key, newValue }) => {
    if (key === KEY) {
      wantsNotices.set(newValue === "on" && Notification.permission === "granted");
    }
  });
}
