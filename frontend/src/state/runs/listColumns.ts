import { withStorage } from "../browserStorage.ts";
import { hasAccounts, session } from "../session.ts";

/** Which columns the list of runs has. */

const KEY = "mixlab.runs.columns";

/** The columns that there are, in their order, beside the name of the run. */
export const COLUMNS = {
  state: "State",
  progress: "Progress",
  accuracy: "Accuracy before → after",
  before: "Accuracy before",
  after: "Accuracy after",
  gain: "Gain in accuracy",
  cues: "Best share on cues",
  difference: "Against the baseline",
  duration: "Duration",
  launched: "Launched",
  finished: "Finished",
  seed: "Seed",
  rate: "Learning rate",
  model: "Model",
  data: "Data",
  examples: "Examples",
  owner: "Owner",
  tags: "Tags",
} as const;

export type ColumnName = keyof typeof COLUMNS;

const NAMES = Object.keys(COLUMNS) as ColumnName[];

/** The columns of a list for which none were chosen. */
export const USUAL_COLUMNS: readonly ColumnName[] = ["state", "progress", "accuracy", "launched"];

/** The columns that can be chosen: nobody owns a run where the server has no accounts. */
export const offeredColumns = (): readonly ColumnName[] =>
  hasAccounts(session.value) ? NAMES : NAMES.filter((name) => name !== "owner");

/** The known ones of names that can be chosen, in the order of the columns. */
export const knownColumns = (names: readonly string[]): readonly ColumnName[] =>
  offeredColumns().filter((name) => names.includes(name));

const remembered = (): readonly string[] | undefined =>
  withStorage((storage) => storage.getItem(KEY))?.split(",");

/** The columns of a view: those of its address, else those that were chosen last in this browser, else the usual ones. */
export function columnsOf({
  columns,
}: {
  readonly columns: readonly string[] | undefined;
}): readonly ColumnName[] {
  const chosen = columns ?? remembered();
  return chosen === undefined ? USUAL_COLUMNS : knownColumns(chosen);
}

/** Remembers columns for lists whose address has none. */
export const rememberColumns = (columns: readonly ColumnName[]): void =>
  withStorage((storage) => storage.setItem(KEY, columns.join()));
