import { CAUSAL_AGREEMENT, CUE_ALIGNMENT, LOGIT_LENS, PROBING } from "../../../api/ids.ts";
import { RequestError } from "../../../api/problem.ts";
import type { SideFigures } from "../../../figures/results/loadFigures.ts";
import type { SideQuantities } from "../../../figures/results/quantityFigures.ts";
import type { MeasuredSides, Sided, SideProbing, WhenData } from "../../../figures/results/whenRows.ts";
import { sidesOf } from "../../../state/results/scoredSides.ts";
import type { ResultsScene } from "../followCard.ts";
import { isEvaluated, type MeasurePart, measureOf, type ResultsContext } from "../resultsContext.ts";

/** The evaluations of the figure, from the top down. */
export const WHEN_EVALUATIONS = [LOGIT_LENS, PROBING, CUE_ALIGNMENT, CAUSAL_AGREEMENT] as const;

/** Those of them that are made sentence by sentence, and so of any group of sentences. */
export const WHEN_BY_SENTENCE = [LOGIT_LENS, CUE_ALIGNMENT, CAUSAL_AGREEMENT] as const;

const NOT_THERE = 404;

/** What was read of each side; a side that does not have it is left out. */
async function ofSides<T extends Sided>(
  { view, models }: ResultsScene,
  read: (side: Sided) => Promise<T>,
): Promise<T[]> {
  const all = models.flatMap((model) => sidesOf(model, view).map((side): Sided => ({ model, side })));
  const answers = await Promise.all(
    all.map((one) =>
      read(one).catch((error: unknown) => {
        if (error instanceof RequestError && error.status === NOT_THERE) {
          return undefined;
        }
        throw error;
      }),
    ),
  );
  return answers.filter((answer) => answer !== undefined);
}

function readMeasure(
  context: ResultsContext,
  scene: ResultsScene,
  evaluation: string,
  part: MeasurePart,
): Promise<MeasuredSides> | undefined {
  const measure = measureOf(context, evaluation, scene.view, part);
  if (measure === undefined) {
    return undefined;
  }
  const query = { measure: measure.id, group: scene.view.group };
  return ofSides(scene, async (one): Promise<SideFigures> => {
    const path = { scoreRunId: one.side.scoreRunId };
    return { ...one, table: await context.answers.read("/scores/{scoreRunId}/figures", { path, query }) };
  }).then((sides) => ({ measure, sides }));
}

/** Reads what the figure draws: of this run what it has, and of the runs beside it whatever they have of the same. */
export async function readWhen(context: ResultsContext, scene: ResultsScene): Promise<WhenData> {
  const { answers } = context;
  const { group, lens } = scene.view;
  const lensSides = isEvaluated(context, LOGIT_LENS)
    ? ofSides(scene, async (one): Promise<SideQuantities> => {
        const path = { scoreRunId: one.side.scoreRunId };
        const query = { evaluation: LOGIT_LENS, group };
        return { ...one, table: await answers.read("/scores/{scoreRunId}/quantities", { path, query }) };
      })
    : [];
  const probing = isEvaluated(context, PROBING)
    ? ofSides(scene, async (one): Promise<SideProbing> => {
        const path = { scoreRunId: one.side.scoreRunId };
        return { ...one, probing: await answers.read("/scores/{scoreRunId}/probing", { path }) };
      })
    : [];
  const [cues, knockouts] = [
    readMeasure(context, scene, CUE_ALIGNMENT, "measure"),
    readMeasure(context, scene, CAUSAL_AGREEMENT, "agreement"),
  ];
  return {
    lens: { quantity: `lens_${lens}`, sides: await lensSides },
    probing: await probing,
    cues: await cues,
    knockouts: await knockouts,
  };
}
