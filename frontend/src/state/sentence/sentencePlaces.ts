import type { ExamplePage, ExampleSummary } from "../../api/types.ts";

/** Reads a stretch of the filtered list. */
export type ReadPage = (offset: number, limit: number) => Promise<ExamplePage>;

/** Sentences that are read at once. */
export const PAGE = 50;

/**
 * The sentences that pass a filter, read page by page when they are needed. They are ordered by their index in the
 * score run, so the place of an index is found by halving.
 */
export class SentencePlaces {
  readonly #read: ReadPage;
  readonly #pages = new Map<number, Promise<ExamplePage>>();
  readonly #items = new Map<number, readonly ExampleSummary[]>();
  #total: number | undefined;

  constructor(read: ReadPage) {
    this.#read = read;
  }

  /** The number of sentences. */
  async total(): Promise<number> {
    return this.#total ?? (await this.#page(0)).total;
  }

  /** The sentence at a place, if it was read already. */
  loadedAt(place: number): ExampleSummary | undefined {
    return this.#items.get(Math.floor(place / PAGE))?.[place % PAGE];
  }

  /** The sentence at a place; undefined beyond the end. */
  async at(place: number): Promise<ExampleSummary | undefined> {
    if (place < 0) {
      return undefined;
    }
    return (await this.#page(Math.floor(place / PAGE))).items[place % PAGE];
  }

  /** The place of the first sentence whose index is at least this one; the total when there is none. */
  async placeOf(index: number): Promise<number> {
    let low = 0;
    let high = await this.total();
    const direct = this.loadedAt(index);
    if (direct?.index === index) {
      return index;
    }
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const middleItem = await this.at(middle);
      if (middleItem !== undefined && middleItem.index < index) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The sentence a number of places after (or before) an index; undefined beyond the ends. */
  async neighbour(index: number, step: 1 | -1): Promise<ExampleSummary | undefined> {
    const place = await this.placeOf(index);
    const there = (await this.at(place))?.index === index;
    return await this.at(step === 1 && !there ? place : place + step);
  }

  #page(number: number): Promise<ExamplePage> {
    let page = this.#pages.get(number);
    if (page === undefined) {
      page = this.#read(number * PAGE, PAGE);
      this.#pages.set(number, page);
      page.then(
        ({ items, total }) => {
          this.#items.set(number, items);
          this.#total = total;
        },
        () => this.#pages.delete(number),
      );
    }
    return page;
  }
}
