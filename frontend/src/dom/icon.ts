import { svg } from "./element.ts";

/** Outlines on a grid of 16, drawn with a line of 1.5. */
const PATHS = {
  arrowDown: "M3.5 6.5 8 11l4.5-4.5",
  arrowLeft: "M9.5 3.5 5 8l4.5 4.5",
  arrowRight: "M6.5 3.5 11 8l-4.5 4.5",
  arrowUp: "M3.5 9.5 8 5l4.5 4.5",
  check: "m3.5 8.5 3 3 6-7",
  compare: "M4 13V7M8 13V3M12 13V9",
  copy: "M6 6h7v7H6zM10 3.5V3H3v7h.5",
  cross: "m4 4 8 8M12 4l-8 8",
  display: "M2.5 3.5h11v7h-11zM6 13.5h4M8 10.5v3",
  download: "M8 2.5v7.5M4.75 7 8 10.25 11.25 7M3 13.5h10",
  more: "M3 7.7a.3.3 0 1 0 0 .6.3.3 0 0 0 0-.6zM8 7.7a.3.3 0 1 0 0 .6.3.3 0 0 0 0-.6zM13 7.7a.3.3 0 1 0 0 .6.3.3 0 0 0 0-.6z",
  moon: "M13 9.6A5.5 5.5 0 0 1 6.4 3a5.5 5.5 0 1 0 6.6 6.6z",
  plus: "M8 3v10M3 8h10",
  results: "M2.5 2.5v11h11M5 10.5 8 7l2.5 2 3-4.5",
  repeat: "M3 8a5 5 0 0 1 8.7-3.4L13 6M13 2.8V6H9.8M13 8a5 5 0 0 1-8.7 3.4L3 10M3 13.2V10h3.2",
  search: "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3l3.2 3.2",
  sentences: "M2.5 4h11M2.5 8h7.5M2.5 12h9.5",
  share: "M8 9.5V2M5 4.75 8 1.75l3 3M4 7H3v6.5h10V7h-1",
  stop: "M4 4h8v8H4z",
  star: "m8 2 1.85 3.76 4.15.6-3 2.93.7 4.13L8 11.47l-3.7 1.95.7-4.13-3-2.93 4.15-.6z",
  archive: "M2.5 3h11v3h-11zM3.5 6v7h9V6M6.5 8.5h3",
  bell: "M4 11.5V7a4 4 0 0 1 8 0v4.5l1 1H3zM6.8 14h2.4",
  columns: "M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10",
  pin: "M5.5 2.5h5M6.5 2.5v4L4.5 9h7l-2-2.5v-4M8 9v4.5",
  filter: "M2.5 4h11M4.5 8h7M6.5 12h3",
  pen: "m3 13 .7-3L10.5 3.2l2.3 2.3L6 12.3z",
  tag: "M2.5 2.5h5l6 6-5 5-6-6zM5.2 5.2v.1",
  trash: "M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.6 9h5.8l.6-9",
  sun: "M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.85.85M11.75 11.75l.85.85M12.6 3.4l-.85.85M4.25 11.75l-.85.85",
  warning: "M8 2.5 14 13H2zM8 6.5v3M8 11.2v.1",
} as const;

export type IconName = keyof typeof PATHS;

/** A small outline; decoration only, the text beside it says the same. */
export function icon(name: IconName, size = 16): SVGSVGElement {
  return svg(
    "svg",
    {
      viewBox: "0 0 16 16",
      width: size,
      height: size,
      class: "icon",
      fill: "none",
      stroke: "currentColor",
      "stroke-width": 1.5,
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
      "aria-hidden": "true",
    },
    svg("path", { d: PATHS[name] }),
  );
}
