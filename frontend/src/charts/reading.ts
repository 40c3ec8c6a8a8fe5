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
}

/** A chart with the points that can be read in it. */
export interface Drawn {
  readonly chart: SVGSVGElement;
  readonly marks: readonly Mark[];
}

export interface ReadingOptions {
  /** Called when a mark is clicked, or Enter pressed on it; without it marks are read only. */
  readonly chosen?: ((mark: Mark) => void) | undefined;
  /** What choosing does, for the tip. */
  readonly choosing?: string | undefined;
}

/** How far from a mark the pointer still means it. */
const REACH = 40;

const distance = (mark: Mark, x: number, y: number) => Math.hypot(mark.x - x, mark.y - y);

function nearestTo(marks: readonly Mark[], x: number, y: number): Mark | undefined {
  let found: Mark | undefined;
  for (const mark of marks) {
    if (distance(mark, x, y) < (found === undefined ? REACH : distance(found, x, y))) {
      found = mark;
    }
  }
  return found;
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
  const nearest = [...others].sort(
    (one, other) => Math.abs(one.x - present.x) - Math.abs(other.x - present.x),
  );
  return nearest[0] ?? present;
}

const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];

class Reader {
  readonly #drawn: Drawn;
  readonly #options: ReadingOptions;
  readonly #ring = svg("circle", {
    r: 7,
    fill: "none",
    stroke: "var(--ink)",
    "stroke-width": 2,
    "pointer-events": "none",
    visibility: "hidden",
    "data-aside": 1,
  });
  readonly #tip = h("div", { class: "tip", hidden: true, role: "status" });
  #present: Mark | undefined;

  constructor(drawn: Drawn, options: ReadingOptions) {
    this.#drawn = drawn;
    this.#options = options;
    const { chart } = drawn;
    chart.append(this.#ring);
    chart.setAttribute("tabindex", "0");
    chart.addEventListener("pointermove", (event) => this.#show(this.#under(event)));
    chart.addEventListener("pointerleave", () => this.#show(undefined));
    chart.addEventListener("focus", () => {
      if (chart.matches(":focus-visible")) {
        this.#show(this.#present ?? drawn.marks[0]);
      }
    });
    chart.addEventListener("blur", () => this.#show(undefined));
    chart.addEventListener("click", (event) => this.#choose(this.#under(event)));
    chart.addEventListener("keydown", (event) => this.#key(event));
  }

  get element(): HTMLElement {
    return h("div", { class: "reading" }, this.#drawn.chart, this.#tip);
  }

  #under(event: MouseEvent): Mark | undefined {
    const { chart, marks } = this.#drawn;
    const box = chart.getBoundingClientRect();
    const scale = box.width === 0 ? 1 : chart.width.baseVal.value / box.width;
    return nearestTo(marks, (event.clientX - box.left) * scale, (event.clientY - box.top) * scale);
  }

  #key(event: KeyboardEvent): void {
    if (ARROWS.includes(event.key)) {
      event.preventDefault();
      event.stopPropagation();
      this.#show(neighbourOf(this.#drawn.marks, this.#present, event.key));
    } else if (event.key === "Enter") {
      this.#choose(this.#present);
    } else if (event.key === "Escape") {
      this.#show(undefined);
    }
  }

  #choose(mark: Mark | undefined): void {
    if (mark !== undefined) {
      this.#options.chosen?.(mark);
    }
  }

  #show(mark: Mark | undefined): void {
    this.#present = mark;
    const { chart } = this.#drawn;
    chart.style.cursor = mark !== undefined && this.#options.chosen !== undefined ? "pointer" : "";
    this.#ring.setAttribute("visibility", mark === undefined ? "hidden" : "visible");
    this.#tip.hidden = mark === undefined;
    if (mark === undefined) {
      return;
    }
    this.#ring.setAttribute("cx", String(mark.x));
    this.#ring.setAttribute("cy", String(mark.y));
    const { choosing, chosen } = this.#options;
    this.#tip.replaceChildren(
      h("div", { class: "tip-head" }, h("i", { style: `background:${mark.colour}` }), mark.head),
      ...mark.lines.map((line) => h("div", {}, line)),
      ...(choosing !== undefined && chosen !== undefined ? [h("div", { class: "tip-hint" }, choosing)] : []),
    );
    const width = chart.width.baseVal.value;
    const side = mark.x > width / 2 ? `right:${width - mark.x + 14}px` : `left:${mark.x + 14}px`;
    this.#tip.style.cssText = `${side};top:${Math.max(0, mark.y - 20)}px`;
  }
}

/** A chart whose marks can be read: the nearest under the pointer, or by arrow keys; Enter or a click chooses. */
export const readable = (drawn: Drawn, options: ReadingOptions = {}): HTMLElement =>
  new Reader(drawn, options).element;
