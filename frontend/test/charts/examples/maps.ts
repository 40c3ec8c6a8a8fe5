import { markCell } from "../../../src/charts/cell.ts";
import { legendChart } from "../../../src/charts/legend.ts";
import { mapChart, type MapOptions } from "../../../src/charts/map.ts";
import { namedMap } from "../../../src/charts/namedMap.ts";
import { multiples } from "../../../src/charts/multiples.ts";
import { sideBySide } from "../../../src/charts/sideBySide.ts";
import { stripPicture } from "../../../src/charts/strip.ts";
import { maximumOf, type Picture } from "../../../src/layout/picture.ts";
import { rampOf, type Theme } from "../../../src/scale/ramp.ts";
import type { Example } from "../example.ts";
import { longNames, longSentence, picture, signed } from "../sentence.ts";

const options = (of: Picture, theme: Theme, isSigned = false): MapOptions => ({
  ramp: rampOf(theme, isSigned),
  maximum: maximumOf([of.maps[0] ?? []]),
  width: 560,
  exponent: 0,
  title: "Layer 1",
});

const map = (of: Picture, theme: Theme, isSigned = false) => mapChart(of, 0, options(of, theme, isSigned));

/** Maps and what stands beside them. */
export const examples: readonly Example[] = [
  { file: "map", title: "a layer's map", draw: (theme) => map(picture, theme) },
  {
    file: "map-dark",
    title: "a layer's map on a dark page",
    theme: "dark",
    draw: (theme) => map(picture, theme),
  },
  { file: "map-signed", title: "a difference of maps", draw: (theme) => map(signed, theme, true) },
  { file: "map-long-names", title: "a map with long words", draw: (theme) => map(longNames, theme) },
  { file: "map-long-sentence", title: "a map without numbers", draw: (theme) => map(longSentence, theme) },
  {
    file: "map-marked",
    title: "a map with a cell marked",
    draw: (theme) => {
      const chart = map(picture, theme);
      markCell(chart, { row: 6, column: 3 });
      return chart;
    },
  },
  {
    file: "maps-named",
    title: "two maps under their names",
    draw: (theme) =>
      multiples(
        ["Value Zeroing", "Attention"].map((name, layer) => namedMap(name, picture, layer, 360, theme)),
        2,
        "Two maps",
      ).chart,
  },
  {
    file: "maps-side-by-side",
    title: "copies of two maps as one picture",
    draw: (theme) =>
      sideBySide([
        { name: "Before fine-tuning", picture: map(longNames, theme) },
        { name: "After fine-tuning", picture: map(longNames, theme) },
      ]) ?? document.createElement("p"),
  },
  {
    file: "strip",
    title: "the maps of all layers, small",
    draw: (theme) =>
      stripPicture(picture, {
        ramp: rampOf(theme),
        maxima: picture.maps.map((one) => maximumOf([one])),
        names: ["Layer 1", "Layer 2", "Layer 3", "Layer 4"],
        selected: 1,
        width: 600,
        choose: () => undefined,
      }),
  },
  { file: "legend", title: "a colour scale", draw: (theme) => legendChart(rampOf(theme), 0.353) },
  {
    file: "legend-signed",
    title: "a colour scale with both signs",
    theme: "dark",
    draw: (theme) => legendChart(rampOf(theme, true), 0.2, true),
  },
];
