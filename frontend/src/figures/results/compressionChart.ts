import { lineChart } from "../../charts/lineChart.ts";
import { lineDomain, type LineSeries } from "../../charts/lineSeries.ts";
import { columnsFor, multiples, multipleWidth } from "../../charts/multiples.ts";
import type { ReadableChart } from "../../charts/chartCursor.ts";
import { figure } from "../../dom/format.ts";

export interface ProbingFacet {
  readonly title: string | undefined;
  readonly series: readonly LineSeries[];
}

/** Compression by layer, one chart for each model, with one scale. */
export function compressionChart(
  facets: readonly ProbingFacet[],
  width: number,
  label: string,
): ReadableChart {
  const columns = columnsFor(facets.length, width, 280);
  const all = facets.flatMap(({ series }) => series);
  const layers = Math.max(1, ...all.flatMap(({ points }) => points.map(({ x }) => x)));
  const charts = facets.map(({ title, series }) =>
    lineChart(series, {
      width: Math.min(720, multipleWidth(width, columns)),
      height: 270,
      title,
      x: {
        name: "Layer",
        format: (layer) => (layer === 0 ? "emb." : String(layer)),
        domain: [0, layers],
      },
      y: { name: "Compression", format: figure, domain: lineDomain(all) },
    }),
  );
  return multiples(charts, columns, label);
}
