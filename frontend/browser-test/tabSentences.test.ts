import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FigureTable, SentenceValues } from "../src/api/types.ts";
import { figure } from "../src/dom/format.ts";
import { Evaluated, readings, reloads, searchOf } from "./support/evaluated.ts";

let evaluated: Evaluated;

beforeAll(async () => {
  evaluated = await Evaluated.start();
}, 600_000);

afterAll(async () => {
  await evaluated.close();
});

describe("the sentences of the faithfulness tab", () => {
  it("opens the sentence of a dot", async () => {
    const { page, finish } = await evaluated.tab("faithfulness");
    await page.getByLabel("Method", { exact: true }).selectOption("attn");
    await page.getByLabel("Against", { exact: true }).selectOption("cue_dot");
    const last = (await evaluated.told<FigureTable>("/figures?measure=spearman&group=all")).layers - 1;
    const [xs, ys] = await Promise.all(
      ["spearman", "cue_dot"].map((measure) =>
        evaluated.told<SentenceValues>(`/values?measure=${measure}&method=attn&layer=${last}`),
      ),
    );
    const both = (xs?.values ?? []).flatMap((x, index) => {
      const y = ys?.values[index] ?? null;
      return x === null || y === null ? [] : [{ index, x }];
    });
    const part = page.locator("[data-panel='Sentence by sentence'] .figure-card");
    await expect.poll(() => part.locator("[aria-label='dot'] circle").count()).toBe(both.length);
    await reloads(page);
    const [first] = await readings(part, "ArrowRight", 1);
    const least = Math.min(...both.map(({ x }) => x));
    expect(first?.[1]).toContain(figure(least).replace("-", "−"));
    const named = Number(/\d+/.exec(first?.[0] ?? "")?.[0]) - 1;
    await part.locator("svg[tabindex='0']").press("Enter");
    await page.waitForURL(`**/scores/${evaluated.run.scoreRunAfter ?? ""}/${named === 0 ? "" : named}*`);
    expect(searchOf(page)).toContain("method=attn");
    await page.goBack();
    await part.locator("svg[tabindex='0']").waitFor();
    await finish();
  });

  it("lists the sentences of a bar", async () => {
    const { page, finish } = await evaluated.tab("faithfulness");
    const bars = page.locator("[data-panel='Faithfulness by method'] .figure-card");
    await readings(bars, "ArrowDown", 1);
    await bars.locator("svg[tabindex='0']").press("Enter");
    await page.locator(".ranked-line").first().waitFor();
    expect(searchOf(page)).toContain("pick=");
    await finish();
  });
});
