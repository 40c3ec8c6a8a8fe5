import type { Locator } from "playwright-core";
import type { FigureTable } from "../../src/api/types.ts";
import { figure } from "../../src/dom/format.ts";
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
