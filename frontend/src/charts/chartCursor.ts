import { bisector, Delaunay, least, pointer } from "d3";
import { h, svg } from "../dom/element.ts";

/** A point of a chart that can be read, by pointer and by keyboard. */
export interface Mark {
  /** In the chart's own pixels. */
  readonly x: number;
  readonly y: number;
  /** Marks of one row follow each other along x; arrow up and down change the row. */
  readonly row: string;
  readonly colour: string;
  /** What the tip says first. */
  readonly head: string;
  readonly lines: readonly string[];
  /** What the point stands for; passed on when it is chosen. */
  readonly datum?: unknown;
  /** Values of several lines at the mark's x: the tip lists them, and a rule goes through them. */
  readonly readings?: readonly MarkReading[];
}

/** The value of one of several lines. */
export interface MarkReading {
  readonly name: string;
  readonly colour: string;
  /** In the chart's own pixels. */
  readonly y: number;
  /** The value in words. */
  readonly text: string;
}

/** A chart with the points that can be read in it. */
export interface ReadableChart {
  readonly chart: SVGSVGElement;
  readonly marks: readonly Mark[];
}

export interface CursorOptions {
  /** Called when a mark is clicked, or Enter pressed on it; without it marks are read only. */
  readonly choose?: ((mark: Mark) => void) | undefined;
  /** What choosing does, for the tip. */
  readonly hint?: string | undefined;
  /** Called with the mark at the cursor whenever it changes; undefined for none. */
  readonly shown?: ((mark: Mark | undefined) => void) | undefined;
  /** Keeps the keyboard's place while a chart is drawn anew. */
  readonly memory?: CursorMemory | undefined;
}

/** What the mark at the cursor stands for. */
export interface CursorMemory {
  datum: unknown;
}

/** How far from a mark the pointer still means it. */
const REACH = 40;

/** Finds the mark under the pointer: the nearest in reach, or the nearest along x where marks go through all heights. */
function finderOf(marks: readonly Mark[]): (x: number, y: number) => Mark | undefined {
  if (marks.some(({ readings }) => readings !== undefined)) {
    const byX = bisector(({ x }: Mark) => x);
    return (x) => marks[byX.center(marks, x)];
  }
  const delaunay = Delaunay.from(
    marks,
    ({ x }) => x,
    ({ y }) => y,
  );
  return (x, y) => {
    const mark = marks[delaunay.find(x, y)];
    return mark !== undefined && Math.hypot(mark.x - x, mark.y - y) < REACH ? mark : undefined;
  };
}

/** The mark that an arrow key leads to. */
export function neighbourOf(
  marks: readonly Mark[],
  present: Mark | undefined,
  key: string,
): Mark | undefined {
  if (present === undefined) {
    return marks[0];
  }
  const along = marks.filter(({ row }) => row === present.row);
  const place = along.indexOf(present);
  if (key === "ArrowLeft" || key === "ArrowRight") {
    return along[place + (key === "ArrowRight" ? 1 : -1)] ?? present;
  }
  const rows = [...new Set(marks.map(({ row }) => row))];
  const row = rows[rows.indexOf(present.row) + (key === "ArrowDown" ? 1 : -1)];
  const others = marks.filter((mark) => mark.row === row);
  return least(others, ({ x }) => Math.abs(x - present.x)) ?? present;
}

const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];

/** Shows in a chart where the cursor is: a ring around a mark, or a rule with a dot on every line. */
class CursorPicture {
  readonly element = svg("g", { "pointer-events": "none", "data-aside": 1, class: "chart-cursor" });
  readonly #rule: readonly [number, number];

  constructor(height: number) {
    this.#rule = [24, height - 40];
  }

  show(mark: Mark | undefined): void {
    this.element.replaceChildren(...(mark === undefined ? [] : this.#parts(mark)));
  }

  #parts({ x, y, readings }: Mark): SVGElement[] {
    if (readings === undefined) {
      const style = { fill: "none", stroke: "var(--ink)", "stroke-width": 2 };
      return [svg("circle", { ...style, r: 7, cx: x, cy: y })];
    }
    const [y1, y2] = this.#rule;
    const style = { stroke: "var(--ink-3)", "stroke-dasharray": "2 3" };
    const dots = readings.map((one) => svg("circle", { cx: x, cy: one.y, r: 3, fill: one.colour }));
    return [svg("line", { ...style, x1: x, x2: x, y1, y2 }), ...dots];
  }
}

const swatch = (colour: string) => h("i", { style: `background:${colour}` });

/** The width that a tip takes even where there is less room beside its mark. */
const LEAST_TIP = 180;

/** What a tip says of a mark. */
function tipLines({ colour, head, lines, readings = [] }: Mark, hint: string | undefined): HTMLElement[] {
  return [
    h("div", { class: "tip-head" }, readings.length === 0 && swatch(colour), head),
    ...readings.map(({ name, colour: own, text }) => h("div", {}, swatch(own), `${name} `, h("b", {}, text))),
    ...lines.map((line) => h("div", {}, line)),
    ...(hint === undefined ? [] : [h("div", { class: "tip-hint" }, hint)]),
  ];
}

/** The cursor of one chart, moved by pointer and by keyboard, with its tip. */
class ChartCursor {
  readonly #marks: readonly Mark[];
  readonly #chart: SVGSVGElement;
  readonly #options: CursorOptions;
  readonly #find: (x: number, y: number) => Mark | undefined;
  readonly #picture: CursorPicture;
  readonly #tip = h("div", { class: "tip", hidden: true, role: "status" });
  #present: Mark | undefined;

  constructor({ chart, marks }: ReadableChart, options: CursorOptions) {
    this.#chart = chart;
    this.#marks = marks;
    this.#options = options;
    this.#find = finderOf(marks);
    this.#picture = new CursorPicture(chart.height.baseVal.value);
    const { memory } = options;
    this.#present = memory && marks.find(({ datum }) => datum !== undefined && datum === memory.datum);
    chart.append(this.#picture.element);
    chart.setAttribute("tabindex", "0");
    chart.addEventListener("pointermove", (event) => this.#show(this.#under(event)));
    chart.addEventListener("pointerleave", () => this.#show(undefined));
    chart.addEventListener("focus", () => {
      if (chart.matches(":focus-visible")) {
        this.#show(this.#present ?? marks[0]);
      }
    });
    chart.addEventListener("blur", () => this.#show(undefined));
    chart.addEventListener("click", (event) => this.#choose(this.#under(event)));
    chart.addEventListener("keydown", (event) => this.#key(event));
  }

  get element(): HTMLElement {
    return h("div", { class: "reading" }, this.#chart, this.#tip);
  }

  #under(event: MouseEvent): Mark | undefined {
    const [x, y] = pointer(event, this.#chart);
    return this.#find(x, y);
  }

  #key(event: KeyboardEvent): void {
    if (ARROWS.includes(event.key)) {
      event.preventDefault();
      event.stopPropagation();
      this.#show(neighbourOf(this.#marks, this.#present, event.key));
    } else if (event.key === "Enter") {
      this.#choose(this.#present);
    } else if (event.key === "Escape") {
      this.#show(undefined);
    }
  }

  #choose(mark: Mark | undefined): void {
    if (this.#canChoose(mark)) {
      this.#options.choose?.(mark);
    }
  }

  /** Marks that stand for nothing that could be opened can only be read. */
  #canChoose(mark: Mark | undefined): mark is Mark {
    return mark?.datum !== undefined && this.#options.choose !== undefined;
  }

  #show(mark: Mark | undefined): void {
    const { hint, memory, shown } = this.#options;
    if (mark !== this.#present) {
      shown?.(mark);
    }
    this.#present = mark;
    if (memory !== undefined) {
      memory.datum = mark?.datum;
    }
    this.#chart.style.cursor = this.#canChoose(mark) ? "pointer" : "";
    this.#picture.show(mark);
    this.#tip.hidden = mark === undefined;
    if (mark === undefined) {
      return;
    }
    this.#tip.replaceChildren(...tipLines(mark, this.#canChoose(mark) ? hint : undefined));
    const width = this.#chart.width.baseVal.value;
    const leftwards = mark.x > width / 2;
    const side = leftwards ? `right:${width - mark.x + 14}px` : `left:${mark.x + 14}px`;
    const room = Math.max(LEAST_TIP, (leftwards ? mark.x : width - mark.x) - 14);
    this.#tip.style.cssText = `${side};top:0;max-width:${room}px`;
    // No lower than the chart goes, below which it would be cut off.
    const lowest = this.#chart.height.baseVal.value - this.#tip.offsetHeight;
    this.#tip.style.top = `${Math.max(0, Math.min(mark.y - 20, lowest))}px`;
  }
}

/** A chart whose marks can be read: the nearest under the pointer, or by arrow keys; Enter or a click chooses. */
export const withCursor = (chart: ReadableChart, options: CursorOptions = {}): HTMLElement =>
  new ChartCursor(chart, options).element;
