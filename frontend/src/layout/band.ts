import { range, scaleBand } from "d3";

/** Places of one size side by side along an axis, in pixels. */
export interface Band {
  readonly size: number;
  /** Where a place begins. */
  readonly start: (place: number) => number;
  readonly middle: (place: number) => number;
  /** The end of the last place. */
  readonly end: number;
  /** The place, from 0, that holds a pixel; undefined beside all of them. */
  readonly placeAt: (pixel: number) => number | undefined;
}

/** So many places of a size, the first at a pixel. */
export function bandOf(count: number, from: number, size: number): Band {
  const end = from + count * size;
  const scale = scaleBand(range(count), [from, end]);
  const start = (place: number) => scale(place) ?? from + place * size;
  return {
    size,
    start,
    middle: (place) => start(place) + size / 2,
    end,
    placeAt: (pixel) => {
      const place = Math.floor((pixel - from) / size);
      return place >= 0 && place < count ? place : undefined;
    },
  };
}
