import { h } from "../dom/element.ts";
import { errorNotice, loading } from "../dom/parts.ts";
import { whenResized } from "../dom/responsive.ts";
import { chartHelp, type ChartTopic } from "../help/helpLink.ts";
import type { Theme } from "../scale/ramp.ts";
import { theme } from "../state/theme.ts";
import { downloadMenu } from "../charts/downloads.ts";
import { legendIn, type Figure } from "../charts/figure.ts";
import { legendList } from "../charts/figureLegend.ts";
import { paperParts } from "../charts/figurePicture.ts";
import { latex } from "../charts/latex.ts";
import { withCursor } from "../charts/chartCursor.ts";
import { plainTable } from "../charts/table.ts";

export interface FigureCard {
  readonly element: HTMLElement;
  show(figure: Figure): void;
  /** In place of the figure, what went wrong. */
  fail(error: unknown, again?: () => void): void;
  /** In place of the figure, why there is none. */
  empty(title: string, text: string): void;
  busy(): void;
}

/** Draws again in light colours while the page is printed. */
function whenPrinted(signal: AbortSignal, draw: (printing: boolean) => void): void {
  window.addEventListener("beforeprint", () => draw(true), { signal });
  window.addEventListener("afterprint", () => draw(false), { signal });
}

/** The width of a printed page of A4 between its margins. */
const PRINTED = 686;

class Card implements FigureCard {
  readonly element = h("section", { class: "card padded figure-card" });
  readonly #title = h("h2");
  readonly #caption = h("p", { class: "hint figure-caption" });
  readonly #legend = h("div", { class: "figure-legend" });
  readonly #body = h("div", { class: "figure-body" }, loading(6));
  readonly #toggle = h(
    "button",
    { type: "button", class: "button small quiet", "aria-pressed": "false", title: "The figures as a table" },
    "Table",
  );
  readonly #tools = h("div", { class: "head-tools" });
  #figure: Figure | undefined;
  #width = 0;
  #table = false;

  constructor(signal: AbortSignal, topic: ChartTopic) {
    this.#toggle.addEventListener("click", () => {
      this.#table = !this.#table;
      this.#draw();
    });
    const menu = downloadMenu({
      name: () => this.#figure?.file ?? "figure",
      picture: () => (this.#figure === undefined ? undefined : paperParts(this.#figure)),
      rows: () => this.#figure?.rows() ?? [],
      latex: () => {
        const figure = this.#figure;
        return figure === undefined
          ? ""
          : latex(figure.rows(), `${figure.title}. ${figure.caption}`, figure.file);
      },
    });
    this.#tools.append(this.#toggle, menu);
    this.#tools.hidden = true;
    this.element.append(
      h("div", { class: "card-head" }, this.#title, this.#tools, chartHelp(topic)),
      this.#legend,
      this.#body,
      this.#caption,
    );
    whenResized(this.#body, signal, (width) => {
      this.#width = width;
      this.#draw();
    });
    theme.changes(signal, () => this.#draw());
    whenPrinted(signal, (printing) => (printing ? this.#draw("light", PRINTED) : this.#draw()));
  }

  show(figure: Figure): void {
    this.#figure = figure;
    this.element.removeAttribute("aria-busy");
    this.element.setAttribute("aria-label", figure.title);
    this.#title.textContent = figure.title;
    this.#caption.textContent = figure.caption;
    this.#tools.hidden = false;
    this.#draw();
  }

  fail(error: unknown, again?: () => void): void {
    this.#instead(errorNotice(error, again));
  }

  empty(title: string, text: string): void {
    this.#title.textContent = title;
    this.element.setAttribute("aria-label", title);
    this.#instead(h("p", { class: "figure-empty" }, text));
  }

  busy(): void {
    this.element.setAttribute("aria-busy", "true");
  }

  #instead(content: HTMLElement): void {
    this.#figure = undefined;
    this.element.removeAttribute("aria-busy");
    this.#tools.hidden = true;
    this.#caption.textContent = "";
    this.#legend.replaceChildren();
    this.#body.replaceChildren(content);
  }

  #draw(colours: Theme = theme.value, width = this.#width): void {
    const figure = this.#figure;
    if (figure === undefined || width === 0) {
      return;
    }
    this.#toggle.setAttribute("aria-pressed", String(this.#table));
    this.#legend.replaceChildren(...(this.#table ? [] : [legendList(legendIn(figure, colours))]));
    this.#body.replaceChildren(
      this.#table
        ? plainTable(figure.rows(), figure.title)
        : withCursor(figure.draw(width, colours), figure.reading ?? {}),
    );
  }
}

/** A card with a figure: title, legend, chart or its table, caption, downloads as SVG, PNG, CSV and LaTeX, and the way to its paragraph of Help. */
export const figureCard = (signal: AbortSignal, topic: ChartTopic): FigureCard => new Card(signal, topic);
