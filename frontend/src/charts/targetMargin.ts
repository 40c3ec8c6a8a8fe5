import { svg } from "../dom/element.ts";
import { percent, points, signedFigure } from "../dom/format.ts";
import { axisName } from "./labels.ts";

/** The columns at the right of the target's row: the cues' share, and what is missing from the sum. */
export interface Margin {
  /** Per layer the cues' share of the row; null where the sentence has no cues. */
  readonly shares: readonly number[] | null;
  /** Whether shares are differences of shares. */
  readonly difference: boolean;
  /** Per layer what the scores miss of their sum; null where no sum is promised. */
  readonly deltas: readonly number[] | null;
}

const SHARE_WIDTH = 52;
const DELTA_WIDTH = 84;

/** The width that the columns take. */
export const marginWidth = ({ shares, deltas }: Pick<Margin, "shares" | "deltas">): number =>
  (shares === null ? 0 : SHARE_WIDTH) + (deltas === null ? 0 : DELTA_WIDTH);

const shareText = (share: number, difference: boolean) =>
  difference ? `${points(share, 0)} pp` : percent(share, 0);

/** The names of the columns, above them. */
export function marginNames(margin: Margin, left: number, bottom: number): SVGTextElement[] {
  const end = left + marginWidth(margin) - 4;
  const missing = [
    axisName("missing from", end, bottom - 21, "end"),
    axisName("the sum", end, bottom - 7, "end"),
  ];
  return [
    ...(margin.shares === null ? [] : [axisName("cues", left + 10, bottom - 7)]),
    ...(margin.deltas === null ? [] : missing),
  ];
}

/** What the columns say of a layer; `text` holds place and ink. */
export function marginTexts(
  margin: Margin,
  layer: number,
  left: number,
  text: Readonly<Record<string, string | number>>,
): SVGTextElement[] {
  const { shares, difference, deltas } = margin;
  const share = shares === null ? undefined : shareText(shares[layer] ?? 0, difference);
  const delta = deltas?.[layer];
  const end = { x: left + marginWidth(margin) - 4, "text-anchor": "end", class: "delta" };
  return [
    ...(share === undefined ? [] : [svg("text", { ...text, x: left + 10 }, share)]),
    ...(delta === undefined ? [] : [svg("text", { ...text, ...end }, signedFigure(delta))]),
  ];
}
