import { h, uniqueId } from "./element.ts";

export interface VirtualListOptions {
  readonly label: string;
  readonly rowHeight: number;
  /** The row at a place. */
  readonly row: (place: number) => HTMLElement;
}

const SPARE = 6;

/** A long list of which only the rows in sight are in the document. All rows have the same height. */
export class VirtualList {
  readonly element: HTMLElement;
  readonly #inner = h("div", { class: "virtual-inner" });
  readonly #options: VirtualListOptions;
  readonly #chosen = uniqueId("chosen");
  #total = 0;

  constructor(options: VirtualListOptions) {
    this.#options = options;
    this.element = h(
      "div",
      { class: "virtual-list", role: "listbox", "aria-label": options.label, tabindex: 0 },
      this.#inner,
    );
    this.element.addEventListener("scroll", () => this.draw());
  }

  /** Sets the number of rows and redraws the rows in view. */
  set total(total: number) {
    this.#total = total;
    this.#inner.style.height = `${total * this.#options.rowHeight}px`;
    this.draw();
  }

  /** Draws the rows in sight. */
  draw(): void {
    const { rowHeight, row } = this.#options;
    const height = this.element.clientHeight || 600;
    const first = Math.max(0, Math.floor(this.element.scrollTop / rowHeight) - SPARE);
    const last = Math.min(this.#total, Math.ceil((this.element.scrollTop + height) / rowHeight) + SPARE);
    const rows = Array.from({ length: Math.max(0, last - first) }, (_, offset) => {
      const place = first + offset;
      const element = row(place);
      element.style.cssText = `position:absolute;inset:${place * rowHeight}px 0 auto;height:${rowHeight}px`;
      element.setAttribute("aria-setsize", String(this.#total));
      element.setAttribute("aria-posinset", String(place + 1));
      return element;
    });
    this.#inner.replaceChildren(...rows);
    const chosen = rows.find((element) => element.getAttribute("aria-selected") === "true");
    if (chosen === undefined) {
      this.element.removeAttribute("aria-activedescendant");
    } else {
      chosen.id = this.#chosen;
      this.element.setAttribute("aria-activedescendant", this.#chosen);
    }
  }

  /** Scrolls as little as is needed to see a row. */
  reveal(place: number): void {
    const { rowHeight } = this.#options;
    const top = place * rowHeight;
    const { scrollTop, clientHeight } = this.element;
    if (top < scrollTop) {
      this.element.scrollTop = top;
    } else if (top + rowHeight > scrollTop + clientHeight) {
      this.element.scrollTop = top + rowHeight - clientHeight;
    }
  }
}
