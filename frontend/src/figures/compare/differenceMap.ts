import type { CsvValue } from "../../charts/exports.ts";
import { CHART_WIDTH, type PaperParts } from "../../charts/figurePicture.ts";
import { legendChart } from "../../charts/legend.ts";
import { mapChart } from "../../charts/map.ts";
import { cellExponent, powerOfTen } from "../../dom/format.ts";
import { rampOf, type Theme } from "../../scale/ramp.ts";
import type { SubtractedMaps } from "./mapDifference.ts";

/** One layer of two maps that were subtracted, from its drawing to its files. */

const largest = ({ maxima }: SubtractedMaps, layer: number) => maxima[layer] ?? 1;

/** The map of a layer, counted from 0. */
export const drawDifference = (
  maps: SubtractedMaps,
  pair: string,
  layer: number,
  { width, colours }: { readonly width: number; readonly colours: Theme },
): SVGSVGElement =>
  mapChart(maps.picture, layer, {
    ramp: rampOf(colours, true),
    maximum: largest(maps, layer),
    width,
    exponent: cellExponent(largest(maps, layer)),
    title: `${pair}, layer ${layer + 1}: ${maps.example.sentence}`,
  });

/** The colour scale of a layer. */
export const differenceScale = (maps: SubtractedMaps, layer: number, colours: Theme): SVGSVGElement =>
  legendChart(rampOf(colours, true), largest(maps, layer), true);

/** What the colours and the numbers of a layer mean. */
export function differenceNote(maps: SubtractedMaps, layer: number): string {
  const exponent = cellExponent(largest(maps, layer));
  const unit = exponent === 0 ? "" : ` Cell values × ${powerOfTen(exponent)}.`;
  return `Blue: the first-named item gives more weight; vermilion: less.${unit}`;
}

/** An item and the one that is subtracted from it. */
export interface ItemPair {
  /** As a title has it: the one minus the other. */
  readonly name: string;
  readonly fullNames: readonly [item: string, reference: string];
}

/** The map of a layer as a picture that is saved. */
export const savedDifference = (maps: SubtractedMaps, pair: ItemPair, layer: number): PaperParts => ({
  title: `Layer ${layer + 1}: ${pair.name}`,
  caption: [
    `Sentence ${maps.example.index + 1}: ${maps.example.sentence}`,
    "Framed: the target's row and, in it, the cues.",
    differenceNote(maps, layer),
    `${pair.fullNames.join(" minus ")}.`,
  ].join(" "),
  scales: [{ name: "", picture: differenceScale(maps, layer, "light") }],
  chart: drawDifference(maps, pair.name, layer, { width: CHART_WIDTH, colours: "light" }),
});

/** The differences of a layer, the first row naming the columns. */
export function differenceRows({ picture: { units, maps } }: SubtractedMaps, layer: number): CsvValue[][] {
  const rows = (maps[layer] ?? []).flatMap((row, receiver) =>
    row.map((value, giver): CsvValue[] => [
      layer + 1,
      units[receiver]?.label ?? "",
      units[giver]?.label ?? "",
      value,
    ]),
  );
  return [["layer", "receives", "gives", "difference"], ...rows];
}
