import { h } from "../../dom/element.ts";
import { whenResized } from "../../dom/responsive.ts";
import { sideName } from "../../figures/sentence/captions.ts";
import type { DrawSide } from "../../figures/sentence/savedSides.ts";
import type { SentencePicture, SidePicture } from "../../figures/sentence/sentencePicture.ts";
import { readableWidth } from "../../layout/grid.ts";
import { theme } from "../../state/theme.ts";
import type { SentenceContext } from "./sentenceContext.ts";

export interface SidesOptions {
  /** The width that one of several sides needs to stand beside the others. */
  readonly least: (sentence: SentencePicture) => number;
  /** Whether nothing is drawn where only the target's row is stored. */
  readonly wholeOnly?: boolean;
  /** Whether a chart that is wider than its place is first shown with the target in the middle. */
  readonly targetFirst?: boolean;
  /** What stands below each chart. */
  readonly below?: (side: SidePicture, sentence: SentencePicture) => HTMLElement | undefined;
  /** Called after everything was drawn. */
  readonly afterDraw?: () => void;
}

/** The width that a map needs to be readable. */
export const mapWidth = ({ sides }: SentencePicture): number => readableWidth(sides[0].picture.units.length);

const GAP = 24;

/** Of each side's chart, by the sentence that it is of, how far the reader has moved it to the left. */
class Places {
  readonly #left = new Map<string, number>();

  readonly #key = ({ scoreRun, example, kind }: SidePicture, { width }: { readonly width: number }): string =>
    [scoreRun.id, example.index, kind, width].join(" ");

  /** Puts a chart where it was, or the target in the middle where it is new. */
  restore(
    scroll: HTMLElement,
    side: SidePicture,
    size: { readonly width: number },
    targetFirst: boolean,
  ): void {
    const key = this.#key(side, size);
    const { units, target } = side.picture;
    const middle = ((target + 0.5) / Math.max(1, units.length)) * scroll.scrollWidth - scroll.clientWidth / 2;
    scroll.scrollLeft = this.#left.get(key) ?? (targetFirst ? Math.max(0, middle) : 0);
    scroll.addEventListener("scroll", () => this.#left.set(key, scroll.scrollLeft), { passive: true });
  }
}

/** A body that shows one chart per side, side by side where there is room, drawn anew when anything of it changes. */
export function sidesBody(
  { picture, signal }: Pick<SentenceContext, "picture" | "signal">,
  draw: DrawSide,
  { least, wholeOnly = false, targetFirst = false, below, afterDraw }: SidesOptions,
): HTMLElement {
  const body = h("div", { class: "sides" });
  const places = new Places();
  let width = 0;
  const redraw = () => {
    const now = picture.value;
    if (now === undefined || width === 0) {
      return;
    }
    if (wholeOnly && !now.whole) {
      body.replaceChildren();
      return;
    }
    const beside = Math.floor((width - GAP * (now.sides.length - 1)) / now.sides.length);
    const columns = beside >= least(now) ? now.sides.length : 1;
    const each = Math.floor((width - GAP * (columns - 1)) / columns);
    body.style.gridTemplateColumns = `repeat(${columns}, minmax(0, 1fr))`;
    const charts = now.sides.map((side) => {
      return h(
        "div",
        { class: "side", "data-side": side.kind },
        now.sides.length > 1 && h("h3", {}, sideName(side)),
        h("div", { class: "chart-scroll" }, draw(side, now, { width: each, colours: theme.value })),
        below?.(side, now),
      );
    });
    const focused = [...body.children].findIndex((side) => side.contains(document.activeElement));
    body.replaceChildren(...charts);
    if (focused >= 0) {
      charts[focused]?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
    }
    now.sides.forEach((side, place) => {
      const scroll = charts[place]?.querySelector<HTMLElement>(".chart-scroll");
      if (scroll !== null && scroll !== undefined) {
        places.restore(scroll, side, { width: each }, targetFirst);
      }
    });
    afterDraw?.();
  };
  whenResized(body, signal, (now) => {
    width = now;
    redraw();
  });
  picture.changes(signal, redraw);
  theme.changes(signal, redraw);
  return body;
}

/** A file name that says what a download shows. */
export function fileName(sentence: SentencePicture | undefined, chart: string): string {
  if (sentence === undefined) {
    return chart;
  }
  const { scoreRun, example } = sentence.sides[0];
  return [
    scoreRun.id,
    example.index,
    sentence.difference ? "difference" : undefined,
    sentence.method,
    sentence.minus === undefined ? undefined : `minus-${sentence.minus.method}`,
    sentence.aggregation === "none" ? undefined : sentence.aggregation,
    chart,
  ]
    .filter((part) => part !== undefined)
    .join("-");
}
