import type { ResultTab } from "../../state/resultsView.ts";
import type { ResultsPanel } from "./resultsContext.ts";

const modules = import.meta.glob<{ panel: ResultsPanel }>("./*/*Panel.ts");

/** The panels of a tab: each file `*Panel.ts` of the folder of its name. They are loaded when the tab is opened. */
export async function resultPanels(tab: ResultTab): Promise<ResultsPanel[]> {
  const own = Object.entries(modules).filter(([path]) => path.startsWith(`./${tab}/`));
  const ownModules = await Promise.all(own.map(([, load]) => load()));
  return ownModules.map(({ panel }) => panel).sort((one, other) => one.order - other.order);
}
