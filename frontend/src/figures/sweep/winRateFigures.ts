import type { Method, WinRates } from "../../api/types.ts";
import { type ComparisonCell, comparisonMatrix } from "../../charts/comparisonMatrix.ts";
import type { CsvValue } from "../../charts/exports.ts";
import type { Figure } from "../../charts/figure.ts";
import type { Table } from "../../charts/table.ts";
import { count, figure, percent } from "../../dom/format.ts";
import { rampOf } from "../../scale/ramp.ts";
import { methodName } from "../../state/results/usualMethods.ts";
import { dimensionsOf } from "../../state/sweeps/sweepMetrics.ts";

/** How often every method is better than every other over the runs and paradigms of a sweep. */

/** The win rates of a sweep by one measure. */
export interface SweepWinRates {
  readonly sweep: string;
  readonly rates: WinRates;
  readonly measureName: string;
  /** Whether the scores are those before or after fine-tuning. */
  readonly phase: "before" | "after";
  readonly methods: readonly Method[];
}

/** The win rate of a row over a column, each by its place among the methods. */
interface Win {
  readonly rate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly settings: number;
}

const rest = (share: number | null): number | null => (share === null ? null : 1 - share);

const key = (row: number, column: number) => `${row} ${column}`;

/** Both directions of every pair. */
function winsOf({ pairs }: WinRates): ReadonlyMap<string, Win> {
  const wins = new Map<string, Win>();
  for (const { first, second, rate, low, high, settings } of pairs) {
    wins.set(key(first, second), { rate, low, high, settings });
    wins.set(key(second, first), { rate: rest(rate), low: rest(high), high: rest(low), settings });
  }
  return wins;
}

/** The methods by their mean win rate over the others, the best first. */
export function winningOrder(rates: WinRates): readonly { readonly place: number; readonly mean: number }[] {
  const wins = winsOf(rates);
  return rates.methods
    .map((_, place) => {
      const own = rates.methods.flatMap((__, other) => wins.get(key(place, other))?.rate ?? []);
      return { place, mean: own.length === 0 ? 0 : own.reduce((sum, rate) => sum + rate, 0) / own.length };
    })
    .sort((one, other) => other.mean - one.mean || one.place - other.place);
}

/** Whether an interval leaves out that both win as often. */
const isClear = ({ low, high }: Win): boolean => low !== null && high !== null && (low > 0.5 || high < 0.5);

/** The cells of the matrix, the best method first. */
export function winCells(rates: WinRates, nameOf: (place: number) => string): (ComparisonCell | null)[][] {
  const wins = winsOf(rates);
  const order = winningOrder(rates);
  return order.map(({ place: row }) =>
    order.map(({ place: column }): ComparisonCell | null => {
      const win = wins.get(key(row, column));
      return win === undefined
        ? null
        : {
            value: win.rate === null ? null : win.rate - 0.5,
            counts: isClear(win),
            text: win.rate === null ? "" : (100 * win.rate).toFixed(0),
            head: `${nameOf(row)} over ${nameOf(column)}`,
            lines: [
              `wins in ${percent(win.rate, 0)} of ${count(win.settings)} runs and paradigms`,
              `95 % interval ${percent(win.low, 0)} to ${percent(win.high, 0)}`,
            ],
          };
    }),
  );
}

const runsText = ({ combinations }: WinRates): string => {
  const runs = combinations.reduce((sum, one) => sum + one.runs, 0);
  return runs === 1 ? "1 run" : `${count(runs)} runs`;
};

/** The matrix of every method over every other. */
export function winRateFigure({ sweep, rates, measureName, phase, methods }: SweepWinRates): Figure {
  const nameOf = (place: number) => methodName(methods, rates.methods[place] ?? "");
  const order = winningOrder(rates);
  const settings = Math.max(0, ...rates.pairs.map((pair) => pair.settings));
  const better = rates.higherIsBetter ? "higher" : "lower";
  return {
    title: `Win rates: ${measureName}, mean over layers`,
    caption: `How often the row's method has the ${better} mean ${phase} fine-tuning, in percent of ${count(settings)} settings (each of ${runsText(rates)} with each of its paradigms); a tie counts half. Blue: the row's method wins in more than half, and the 95 % interval over ${count(rates.resamples)} resamples of seeds and sentences together is all above a half; vermilion: all below; grey: neither. The method with the highest mean win rate comes first.`,
    legend: [],
    draw: (width, theme) =>
      comparisonMatrix(
        order.map(({ place }) => nameOf(place)),
        winCells(rates, nameOf),
        {
          width,
          ramp: rampOf(theme, true),
          maximum: 0.5,
          better: 1,
          exponent: 0,
          title: `Win rates by ${measureName}.`,
          over: "row over column, % →",
        },
      ),
    rows: () => [
      ["first", "second", `win rate of the first, ${measureName}`, "low", "high", "settings"],
      ...rates.pairs.map(({ first, second, rate, low, high, settings: n }): CsvValue[] => [
        nameOf(first),
        nameOf(second),
        rate,
        low,
        high,
        n,
      ]),
    ],
    file: `${sweep}-win-rates-${rates.measure}-${phase}`,
  };
}

/** The mean of every method in every combination, over its seeds and sentences together. */
export function jointMeansTable({ sweep, rates, measureName, phase, methods }: SweepWinRates): Table {
  const dimensions = dimensionsOf(rates.combinations);
  const order = winningOrder(rates);
  return {
    title: `${measureName} over seeds and sentences`,
    caption: `Means over layers, all sentences and runs, ${phase} fine-tuning, with 95 % intervals over ${count(rates.resamples)} resamples of the runs of a combination and of their sentences together: they hold for other seeds and other sentences. With few runs they are too narrow, and those of one run hold for other sentences alone.`,
    rows: [
      ["Method", ...dimensions.map(({ name }) => name), "Runs", "Mean", "Low", "High", "Mean win rate"],
      ...order.flatMap(({ place, mean: wins }) =>
        rates.combinations.map((one): CsvValue[] => {
          const { mean = null, low = null, high = null } = one.means[place] ?? {};
          return [
            methodName(methods, rates.methods[place] ?? ""),
            ...dimensions.map(({ of }) => of(one)),
            one.runs,
            mean,
            low,
            high,
            wins,
          ];
        }),
      ),
    ],
    file: `${sweep}-joint-means-${rates.measure}-${phase}`,
    cell: (value, _, column) =>
      column === dimensions.length + 5 && typeof value === "number"
        ? percent(value, 0)
        : column <= dimensions.length + 1 || typeof value !== "number"
          ? String(value ?? "–")
          : figure(value),
  };
}
