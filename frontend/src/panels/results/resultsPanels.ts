import {
  CAUSAL_AGREEMENT,
  CUE_ALIGNMENT,
  CUE_ALIGNMENT_POSITIVE,
  CUE_ALIGNMENT_WORDS,
  FAITHFULNESS,
  FAITHFULNESS_NORMALISED,
  HEADS,
  LOGIT_LENS,
  PROBING,
  TOKEN_REMOVAL,
  WEIGHT_RANDOMISATION,
} from "../../api/ids.ts";
import type { ResultTab } from "../../state/results/resultsView.ts";
import { type Panel, type PanelModule, panelsOf } from "../panel.ts";
import type { ResultsContext } from "./resultsContext.ts";

/** A tab of the results page: its name, its evaluation and the folders of its panels. */
export interface Tab {
  readonly name: string;
  /** Undefined where the tab is about several; its panels then say themselves what is missing. */
  readonly evaluation: string | undefined;
  /** Folders beside this file, each file `*Panel.ts` of which is one panel. */
  readonly folders: readonly string[];
}

export const TABS: Readonly<Record<ResultTab, Tab>> = {
  cues: { name: "Cue alignment", evaluation: CUE_ALIGNMENT, folders: ["cues", "measures"] },
  positive: {
    name: "Cues, positive",
    evaluation: CUE_ALIGNMENT_POSITIVE,
    folders: ["positive", "measures"],
  },
  words: { name: "Cues, words", evaluation: CUE_ALIGNMENT_WORDS, folders: ["words", "measures"] },
  probing: { name: "Probing", evaluation: PROBING, folders: ["probing"] },
  faithfulness: {
    name: "Faithfulness",
    evaluation: FAITHFULNESS,
    folders: ["faithfulness", "measures"],
  },
  normalised: {
    name: "Faithfulness, normalised",
    evaluation: FAITHFULNESS_NORMALISED,
    folders: ["normalised", "measures"],
  },
  knockouts: { name: "Knock-outs", evaluation: CAUSAL_AGREEMENT, folders: ["causal", "measures"] },
  lens: { name: "Logit lens", evaluation: LOGIT_LENS, folders: ["lens"] },
  heads: { name: "Heads", evaluation: HEADS, folders: ["heads"] },
  removal: { name: "Token removal", evaluation: TOKEN_REMOVAL, folders: ["removal", "measures"] },
  randomised: {
    name: "Weight randomisation",
    evaluation: WEIGHT_RANDOMISATION,
    folders: ["randomised", "measures"],
  },
  when: { name: "When", evaluation: undefined, folders: ["when"] },
  paper: { name: "Paper view", evaluation: undefined, folders: ["paper"] },
};

const modules = import.meta.glob<PanelModule<ResultsContext>>("./*/*Panel.ts");

/** The panels of a tab. They are loaded when the tab is opened. */
export async function resultsPanels(tab: ResultTab): Promise<Panel<ResultsContext>[]> {
  const own = Object.entries(modules).filter(([path]) =>
    TABS[tab].folders.some((folder) => path.startsWith(`./${folder}/`)),
  );
  return panelsOf(await Promise.all(own.map(([, load]) => load())));
}
