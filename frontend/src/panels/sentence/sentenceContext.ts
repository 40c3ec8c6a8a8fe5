import type { ExampleSummary, Method, Run, ScoreRun } from "../../api/types.ts";
import type { Cell } from "../../charts/cell.ts";
import type { SentencePicture } from "../../figures/sentence/sentencePicture.ts";
import type { Step } from "../../state/page.ts";
import type { SentenceView } from "../../state/sentence/sentenceView.ts";
import type { Store } from "../../state/store.ts";

/** The values that the panels of the sentence page share. */
export interface SentenceContext {
  readonly view: Store<SentenceView>;
  readonly change: (next: Partial<SentenceView>, step?: Step) => void;
  readonly run: Run;
  /** The score runs of the run, before first. */
  readonly scoreRuns: readonly ScoreRun[];
  readonly methods: readonly Method[];
  /** Attention heads of the model; 0 where it is not known. */
  readonly heads: number;
  /** The rows of the maps that the run has stored. */
  readonly rows: "all" | "target";
  readonly picture: Store<SentencePicture | undefined>;
  /** The same sentence by the method to compare with; undefined while there is none. */
  readonly otherPicture: Store<SentencePicture | undefined>;
  /** The cell under the pointer, the same in all charts. */
  readonly hover: Store<Cell | null>;
  /** The place of the sentence among those that pass the filter, and how many pass. */
  readonly place: Store<{ place: number; total: number } | undefined>;
  /** Goes to the next or previous sentence that passes the filter. */
  readonly move: (step: 1 | -1) => void;
  /** Goes to a sentence of the list. */
  readonly open: (sentence: ExampleSummary) => void;
  /** Whether the page shows a share, which has this sentence by this method and no other. */
  readonly readOnly: boolean;
  readonly signal: AbortSignal;
}

/** The score run that the address names. */
export function primary({ scoreRuns, view }: SentenceContext): ScoreRun | undefined {
  return scoreRuns.find(({ id }) => id === view.value.scoreRunId);
}
