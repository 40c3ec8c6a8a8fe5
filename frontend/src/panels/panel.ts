import type { Connection } from "../api/events.ts";
import type { LogLine, Metrics, Run } from "../api/types.ts";
import type { Store } from "../state/store.ts";

/** What the panels of a run's page share. */
export interface RunContext {
  readonly run: Store<Run>;
  readonly metrics: Store<Metrics>;
  /** What the server noted down, by number. */
  readonly log: Store<readonly LogLine[]>;
  readonly connection: Store<Connection>;
  readonly signal: AbortSignal;
  readonly go: (address: string) => void;
}

/** A part of a page that connects charts to what is loaded; one file each. */
export interface Panel<Context> {
  readonly title: string;
  /** Panels stand in the order of these numbers. */
  readonly order: number;
  /** Where on the page it stands. */
  readonly place: "wide" | "main" | "side";
  mount(host: HTMLElement, context: Context): void;
}

/** The panels among modules that each export one as `panel`, in their order. */
export function panelsOf<Context>(modules: Record<string, { panel: Panel<Context> }>): Panel<Context>[] {
  return Object.values(modules)
    .map(({ panel }) => panel)
    .sort((one, other) => one.order - other.order);
}
