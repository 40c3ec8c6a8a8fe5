import type { Figure } from "../../charts/figure.ts";
import { lineChart } from "../../charts/lineChart.ts";
import { labelsWidth } from "../../charts/lineLabels.ts";
import { lineDomain } from "../../charts/lineSeries.ts";
import { columnsFor, multiples, multipleWidth } from "../../charts/multiples.ts";
import type { ReadableChart, CursorOptions } from "../../charts/chartCursor.ts";
import { count, figure } from "../../dom/format.ts";
import type { Theme } from "../../scale/ramp.ts";
import type { Layout } from "../../state/results/commonFields.ts";
import type { EvaluationMeasure } from "../../state/results/measures.ts";
import { groupName } from "../../state/results/sentenceGroups.ts";
import type { SideFigures } from "./loadFigures.ts";
import { type Facet, facetsOf, legendOf, type MethodChoice, methodsWithout, rowsOf } from "./methodSeries.ts";
import { sentenceCount } from "./sentenceCount.ts";

/** The input of a figure of lines over layers. */
export interface LinesRequest {
  readonly title: string;
  readonly measure: Pick<EvaluationMeasure, "id" | "name">;
  readonly group: string;
  readonly sides: readonly SideFigures[];
  readonly choice: MethodChoice;
  readonly layout: Layout;
  readonly file: string;
  readonly resamples: number;
  /** A sentence that follows the usual caption. */
  readonly note?: string | undefined;
  readonly height?: number | undefined;
  readonly reading?: CursorOptions | undefined;
}

/** A chart with names at its lines needs this much. */
const ROOM = 620;
const LEAST = 280;

/** Charts of facets with one scale, as many beside each other as there is room for. */
export function drawFacets(
  facets: readonly Facet[],
  width: number,
  request: { yName: string; height: number; title: string; pairs?: boolean },
): ReadableChart {
  const columns = columnsFor(facets.length, width, LEAST, request.pairs);
  const each = multipleWidth(width, columns);
  const domain = lineDomain(facets.flatMap(({ series }) => series));
  const layers = Math.max(1, ...facets.map((facet) => facet.layers));
  const charts = facets.map(({ title, series }) => {
    const lines = series.filter(({ dashed }) => dashed !== true);
    const endLabels = each - labelsWidth(lines) > ROOM - 180 && lines.length <= 12 && layers > 1;
    return lineChart(series, {
      width: each,
      height: request.height,
      title,
      x: { name: "Layer", format: String, domain: layers === 1 ? [0, 2] : [1, layers] },
      y: { name: request.yName, format: figure, domain },
      endLabels,
    });
  });
  return multiples(charts, columns, request.title);
}

/** The caption's sentence about bootstrap intervals. */
export const intervalNote = (resamples: number): string =>
  `Bands: 95 % paired bootstrap intervals over sentences (${count(resamples)} resamples).`;

/** Lines over layers with intervals, per method; sides and runs overlaid or beside each other. */
export function linesFigure(request: LinesRequest): Figure {
  const { measure, group, sides, choice, layout, title } = request;
  const tables = sides.map(({ table }) => table);
  const missing = methodsWithout(tables, choice);
  const caption = [
    `${measure.name}, mean over n = ${sentenceCount(tables)} sentences (${groupName(group).toLowerCase()}).`,
    intervalNote(request.resamples),
    ...(missing.length > 0 ? [`Methods that lack this aggregation: ${missing.join(", ")}.`] : []),
    ...(request.note === undefined ? [] : [request.note]),
  ].join(" ");
  return {
    title,
    caption,
    legend: (colours) => legendOf(sides, choice, colours, layout === "overlaid"),
    draw: (width: number, colours: Theme) =>
      drawFacets(facetsOf(sides, choice, colours, layout), width, {
        yName: measure.name,
        height: request.height ?? (width < 560 ? 260 : 320),
        title,
        pairs: layout === "beside",
      }),
    rows: () => rowsOf(sides, choice, measure.id),
    file: request.file,
    reading: request.reading,
  };
}
