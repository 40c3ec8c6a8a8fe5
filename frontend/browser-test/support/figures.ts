import type { Locator } from "playwright-core";
import type { FigureTable } from "../../src/api/types.ts";
import { figure } from "../../src/dom/format.ts";
import { finishedRun, type Run } from "./api.ts";
import { plainText } from "./watchedPage.ts";

/** The rows of a figure's table, which is opened if it is not. */
export async function tableOf(card: Locator): Promise<string[][]> {
  const button = card.getByRole("button", { name: "Table", exact: true });
  if ((await button.getAttribute("aria-pressed")) === "false") {
    await button.click();
  }
  const rows = await card.locator("tbody tr").all();
  return await Promise.all(
    rows.map(async (row) => (await row.locator("th, td").allTextContents()).map(plainText)),
  );
}

/** What the table of lines of tiny-bert should hold of an answer, for methods by id and name. */
export const expectedRows = (
  table: FigureTable,
  when: string,
  methods: readonly (readonly [id: string, name: string])[],
): string[][] =>
  methods.flatMap(([id, name]) => {
    const view = table.views.find(({ method, aggregation }) => method === id && aggregation === "none");
    return (view?.figures.mean ?? []).map((mean, layer) => [
      "tiny-bert",
      when,
      name,
      "none",
      String(layer + 1),
      ...[mean, view?.figures.low[layer], view?.figures.high[layer]].map((value) => figure(value)),
      String(view?.figures.n[layer]),
    ]);
  });

/** The methods of the runs below, in the order of the server's list. */
export const METHODS = ["value_zeroing_cosine", "attn", "attn_norm", "grad_x_input", "random"];

export interface Evaluated {
  readonly name: string;
  readonly seed?: number;
  /** The standard ones where left out. */
  readonly evaluations?: string[];
}

/** A small whole pipeline that has finished. */
export const evaluatedRun = async (
  origin: string,
  { name, seed = 42, evaluations }: Evaluated,
): Promise<Run> =>
  await finishedRun(origin, {
    name,
    modelId: "tiny-bert",
    dataId: "sample",
    examples: 40,
    fineTuning: { epochs: 1, batchSize: 8, learningRate: 0.001, seed },
    methods: METHODS,
    evaluating: { resamples: 200, deletionExamples: 6 },
    ...(evaluations === undefined ? {} : { evaluations }),
  });
