import type { AnyPage, Visit } from "../state/page.ts";
import { Store } from "../state/store.ts";

export interface ReadOnlyOptions {
  readonly page: AnyPage;
  readonly view: unknown;
  readonly title: (text: string) => void;
  /** Called when a change is asked for that would need more than is shared. */
  readonly onRefusal: () => void;
  readonly signal: AbortSignal;
}

/**
 * A stay on one view and no other: what the page says may be changed changes without the address, all else does not.
 */
export function readOnlyVisit({ page, view, title, onRefusal, signal }: ReadOnlyOptions): Visit<unknown> {
  const store = new Store(view);
  const free = new Set(page.editableInShare);
  return {
    view: store,
    readOnly: true,
    signal,
    title,
    go: onRefusal,
    change: (next) => {
      const before = store.value as Record<string, unknown>;
      const changed = Object.entries(next).filter(([name, value]) => before[name] !== value);
      if (changed.some(([name]) => !free.has(name))) {
        // The same view once more, so that the control that asked shows it again.
        store.set({ ...before });
        onRefusal();
      } else if (changed.length > 0) {
        store.set({ ...before, ...next });
      }
    },
  };
}
