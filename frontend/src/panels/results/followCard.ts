import type { FigureCard } from "../../figures/figureCard.ts";
import { follow } from "../../state/answers.ts";
import type { ResultsView } from "../../state/results/resultsView.ts";
import type { ModelRun } from "../../state/results/scoredSides.ts";
import { Store } from "../../state/store.ts";
import type { ResultsContext } from "./resultsContext.ts";

/** A view together with the runs that were read for it. */
export interface ResultsScene {
  readonly view: ResultsView;
  readonly models: readonly ModelRun[];
}

/** The view and the runs beside it, as one store that changes when either does. */
export function sceneOf({ view, models, signal }: ResultsContext): Store<ResultsScene> {
  const scene = new Store<ResultsScene>({ view: view.value, models: models.value });
  view.changes(signal, (now) => scene.set({ view: now, models: models.value }));
  models.changes(signal, (now) => scene.set({ view: view.value, models: now }));
  return scene;
}

export interface CardFollowing<T> {
  /** The parts of the view that decide what is read and drawn. */
  parts(view: ResultsView): readonly unknown[];
  read(scene: ResultsScene): Promise<T>;
  show(value: T, scene: ResultsScene): void;
}

/** Keeps a card in step with the view: reads what it needs, shows it, or says what went wrong. */
export function followCard<T>(
  card: Pick<FigureCard, "busy" | "fail">,
  context: ResultsContext,
  following: CardFollowing<T>,
): void {
  follow<ResultsScene, T>(sceneOf(context), context.signal, {
    key: ({ view, models }) => JSON.stringify([following.parts(view), models.map(({ run }) => run.id)]),
    read: (scene) => following.read(scene),
    show: (value, scene) => following.show(value, scene),
    failed: (error, again) => card.fail(error, again),
    busy: () => card.busy(),
  });
}
