import type { Connection } from "../../api/events.ts";
import type { LogLine, Metrics, Run } from "../../api/types.ts";
import type { Store } from "../../state/store.ts";

/** The values that the panels of a run's page share. */
export interface RunContext {
  readonly run: Store<Run>;
  readonly metrics: Store<Metrics>;
  /** The lines of the server's log, by number. */
  readonly log: Store<readonly LogLine[]>;
  readonly connection: Store<Connection>;
  readonly signal: AbortSignal;
  readonly go: (address: string) => void;
}
