import type { FigureTable, Method } from "../../api/types.ts";
import { h } from "../../dom/element.ts";
import { figure, signedFigure } from "../../dom/format.ts";

/** A method's best layer in two runs: the layer of this run in which its mean is largest, and both means there. */
export interface BestLayer {
  readonly method: string;
  /** From 0. */
  readonly layer: number;
  readonly own: number;
  readonly baseline: number;
}

const meansOf = ({ views }: FigureTable, method: string) =>
  views.find((view) => view.method === method && view.aggregation === "none")?.figures.mean;

/** The methods that both runs have, each at the layer in which this run's mean is largest. */
export function bestLayers(own: FigureTable, baseline: FigureTable): BestLayer[] {
  const methods = [...new Set(own.views.map(({ method }) => method))];
  return methods.flatMap((method): BestLayer[] => {
    const [means, others] = [meansOf(own, method), meansOf(baseline, method)];
    const both = (means ?? []).flatMap((mean, layer) => {
      const other = others?.[layer];
      return mean === null || typeof other !== "number"
        ? []
        : [{ method, layer, own: mean, baseline: other }];
    });
    const best = both.reduce<BestLayer | undefined>(
      (found, one) => (found === undefined || one.own > found.own ? one : found),
      undefined,
    );
    return best === undefined ? [] : [best];
  });
}

/** The differences to the baseline as a table. */
export const baselineTable = (layers: readonly BestLayer[], methods: readonly Method[]): HTMLElement =>
  h(
    "table",
    { class: "table" },
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, "Method"),
        ...["Layer", "This run", "Baseline", "Difference"].map((name) =>
          h("th", { scope: "col", class: "number" }, name),
        ),
      ),
    ),
    h(
      "tbody",
      {},
      ...layers.map(({ method, layer, own, baseline }) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, methods.find(({ id }) => id === method)?.name ?? method),
          ...[String(layer + 1), figure(own), figure(baseline), signedFigure(own - baseline)].map((text) =>
            h("td", { class: "number" }, text),
          ),
        ),
      ),
    ),
  );
