import type { Method, Model } from "../../api/types.ts";
import type { PlaygroundScene } from "../../figures/playground/playgroundScene.ts";
import type { Step } from "../../state/page.ts";
import type { PlaygroundView } from "../../state/playground/playgroundView.ts";
import type { Store } from "../../state/store.ts";

/** The values that the panels of the playground share. */
export interface PlaygroundContext {
  readonly methods: readonly Method[];
  /** All models; empty in a shared view, which does not list them. */
  readonly models: readonly Model[];
  readonly view: Store<PlaygroundView>;
  readonly change: (next: Partial<PlaygroundView>, step?: Step) => void;
  /** The answers to the latest view that was read; undefined until there is one. */
  readonly scene: Store<PlaygroundScene | undefined>;
  readonly readOnly: boolean;
  readonly signal: AbortSignal;
}
