import type { DataSet, Estimate, Evaluation, Method, Model, SweepEstimate } from "../../api/types.ts";
import type { Faults } from "../../state/launch/launchRequest.ts";
import type { LaunchView } from "../../state/launch/launchView.ts";
import type { Step } from "../../state/page.ts";
import type { Store } from "../../state/store.ts";

/** The state of the estimate. */
export type EstimateState =
  | { readonly kind: "waiting" }
  | { readonly kind: "known"; readonly estimate: Estimate }
  | { readonly kind: "sweep"; readonly estimate: SweepEstimate }
  | { readonly kind: "none"; readonly error: unknown };

/** The values that the panels of the launch form share. */
export interface LaunchContext {
  readonly form: HTMLFormElement;
  /** Launches the run that the form stands for, and goes to its page. */
  readonly launch: () => Promise<void>;
  readonly view: Store<LaunchView>;
  readonly change: (next: Partial<LaunchView>, step?: Step) => void;
  readonly models: readonly Model[];
  readonly data: Store<readonly DataSet[]>;
  readonly methods: readonly Method[];
  readonly evaluations: readonly Evaluation[];
  /** Errors of the form, by the input's name in openapi.yaml. */
  readonly faults: Store<Faults>;
  readonly estimate: Store<EstimateState>;
  readonly signal: AbortSignal;
}
