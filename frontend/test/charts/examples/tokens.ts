import { markCell } from "../../../src/charts/cell.ts";
import { targetLayersChart } from "../../../src/charts/targetLayers.ts";
import type { TargetLayersOptions } from "../../../src/charts/targetRows.ts";
import { tokenRows } from "../../../src/charts/tokenRows.ts";
import { maximumOf, targetRow, type Picture } from "../../../src/layout/picture.ts";
import { rampOf, type Theme } from "../../../src/scale/ramp.ts";
import type { Example } from "../example.ts";
import { longNames, picture, signed } from "../sentence.ts";

const NAMES = ["Layer 1", "Layer 2", "Layer 3", "Layer 4"];

const target = (of: Picture, theme: Theme, rest: Partial<TargetLayersOptions> = {}) =>
  targetLayersChart(of, {
    ramp: rampOf(theme),
    maxima: of.maps.map((one) => maximumOf([one])),
    exponents: of.maps.map(() => 0),
    columnName: "gives →",
    names: NAMES,
    selected: 2,
    width: 620,
    title: "The target's row.",
    margin: { shares: of.cueShares, difference: false, deltas: null },
    choose: () => undefined,
    ...rest,
  });

const deltas = [0.02, -0.004, 0, 1.7];

const rows = (of: Picture, theme: Theme) =>
  tokenRows(
    of.units,
    [
      {
        name: "Blank-out",
        values: of.units.map((_, place) => (place === of.target ? null : Math.sin(place * 2) / 4)),
        ramp: rampOf(theme, true),
        maximum: 0.25,
        exponent: 0,
      },
      { name: "Layer 1", values: targetRow(of, 0), ramp: rampOf(theme), maximum: 0.6, exponent: -1 },
    ],
    { width: 620, title: "Two rows." },
  );

/** Values over the tokens of a sentence. */
export const examples: readonly Example[] = [
  { file: "target", title: "the target's row by layer", draw: (theme) => target(picture, theme) },
  {
    file: "target-main",
    title: "the target's row as the main picture, with what is missing from the sum",
    draw: (theme) => {
      const chart = target(signed, theme, {
        ramp: rampOf(theme, true),
        selected: undefined,
        margin: { shares: signed.cueShares, difference: true, deltas },
      });
      markCell(chart, { row: 6, column: 3, layer: 1 });
      return chart;
    },
  },
  {
    file: "target-dark",
    title: "the target's row with long words on a dark page",
    theme: "dark",
    draw: (theme) => target(longNames, theme),
  },
  { file: "token-rows", title: "rows of values over tokens", draw: (theme) => rows(picture, theme) },
  {
    file: "token-rows-dark",
    title: "rows of values over long words on a dark page",
    theme: "dark",
    draw: (theme) => rows(longNames, theme),
  },
];
