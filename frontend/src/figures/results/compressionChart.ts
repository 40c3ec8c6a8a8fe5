import { intervalDomain, intervalLines, type IntervalSeries } from "../../charts/intervalLines.ts";
import { columnsFor, multiples, multipleWidth } from "../../charts/multiples.ts";
import type { Drawn } from "../../charts/reading.ts";
import { figure } from "../../dom/format.ts";

export interface ProbingFacet {
  readonly title: string | undefined;
  readonly series: readonly IntervalSeries[];
}

/** Compression by layer, one chart for each model, with one scale. */
export function compressionChart(facets: readonly ProbingFacet[], width: number, label: string): Drawn {
  const columns = columnsFor(facets.length, width, 280);
  const all = facets.flatMap(({ series }) => series);
  const layers = Math.max(1, ...all.flatMap(({ points }) => points.map(({ x }) => x)));
  const charts = facets.map(({ title, series }) =>
    intervalLines(series, {
      width: Math.min(720, multipleWidth(width, columns)),
      height: 270,
      title,
      xName: "Layer",
      yName: "Compression",
      yFormat: figure,
      yDomain: intervalDomain(all),
      xDomain: [0, layers],
      xFormat: (layer) => (layer === 0 ? "emb." : String(layer)),
    }),
  );
  return multiples(charts, columns, label);
}
