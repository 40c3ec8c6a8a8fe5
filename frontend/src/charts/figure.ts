import type { Theme } from "../scale/ramp.ts";
import type { CursorOptions, ReadableChart } from "./chartCursor.ts";
import type { CsvValue } from "./exports.ts";
import type { LegendEntry } from "./figureLegend.ts";

/** All that a figure is: what it says, how it is drawn, and its figures. */
export interface Figure {
  readonly title: string;
  /** What is shown, of how many sentences, and what the intervals are. */
  readonly caption: string;
  /** In the colours of a theme, where they differ. */
  readonly legend: readonly LegendEntry[] | ((theme: Theme) => readonly LegendEntry[]);
  /** The chart in a width, in the colours of a theme. */
  draw(width: number, theme: Theme): ReadableChart;
  /** The figures, the first row naming the columns. */
  rows(): CsvValue[][];
  /** File name without its ending. */
  readonly file: string;
  /** What a click on a mark does. */
  readonly reading?: CursorOptions | undefined;
}

/** The legend of a figure in a theme. */
export const legendIn = ({ legend }: Figure, colours: Theme): readonly LegendEntry[] =>
  typeof legend === "function" ? legend(colours) : legend;
