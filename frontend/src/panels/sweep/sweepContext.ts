import type { Evaluation, Method, Run, Sweep, SweepTable } from "../../api/types.ts";
import type { Step } from "../../state/page.ts";
import type { Store } from "../../state/store.ts";
import type { SweepView } from "../../state/sweeps/sweepView.ts";

/** The values that the parts of a sweep's page share. */
export interface SweepContext {
  readonly sweep: Store<Sweep>;
  /** The table of the figure that is chosen; undefined until it is read. */
  readonly table: Store<SweepTable | undefined>;
  /** Any of its runs, whose methods and evaluations all have; undefined where all are deleted. */
  readonly first: Run | undefined;
  readonly methods: readonly Method[];
  readonly evaluations: readonly Evaluation[];
  readonly view: Store<SweepView>;
  readonly change: (next: Partial<SweepView>, step?: Step) => void;
  readonly go: (address: string) => void;
  readonly signal: AbortSignal;
  /** Reads the sweep again. */
  readonly refresh: () => void;
}
