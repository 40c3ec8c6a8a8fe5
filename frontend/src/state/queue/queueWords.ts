import type { Queue, QueueItem } from "../../api/types.ts";
import { duration } from "../../dom/format.ts";

/** When a queued run is expected to begin. */
export const startsIn = ({ startsInSeconds }: QueueItem): string =>
  startsInSeconds === null ? "" : startsInSeconds < 1 ? "now" : `in about ${duration(startsInSeconds)}`;

/** Why other runs go before a queued one, whatever their places; empty where they do not. */
export const ownerWait = ({ waitsForOwner }: QueueItem): string =>
  waitsForOwner ? "waits for other runs of its owner" : "";

/** The place of a queued run. */
export const placeOf = ({ position }: QueueItem): string =>
  position === 1 ? "Next in the queue" : `Place ${position ?? ""} in the queue`;

/** Where a run waits, in a sentence; undefined where it does not wait. */
export function waitingLine(queue: Queue, runId: string): string | undefined {
  const item = queue.queued.find((one) => one.runId === runId);
  if (item === undefined) {
    return undefined;
  }
  const start = item.startsInSeconds === null ? "" : `, expected to begin ${startsIn(item)}`;
  const wait = item.waitsForOwner ? `; it ${ownerWait(item)}` : "";
  return `${placeOf(item)}${start}${wait}.`;
}
