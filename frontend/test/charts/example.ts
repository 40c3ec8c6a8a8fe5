import type { Theme } from "../../src/scale/ramp.ts";

/** A chart of fixed data whose picture is compared with the committed one, and shown in the gallery. */
export interface Example {
  /** File name of the picture, without its ending. */
  readonly file: string;
  /** What is to be seen in it. */
  readonly title: string;
  /** Light where left out. */
  readonly theme?: Theme;
  /** Height of the page in the gallery, in pixels, for a chart that is not SVG. */
  readonly height?: number;
  /** The chart; SVG becomes an .svg file, anything else an .html file. */
  draw(theme: Theme): Element;
}
