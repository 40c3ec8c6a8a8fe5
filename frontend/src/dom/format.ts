/** Numbers, sizes and times as the pages write them. An unknown value is written as a dash. */

const NONE = "–";
/** A space at which no line is broken. */
const GAP = "\u00a0";
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** 12,345 */
export const count = (value: number): string => whole.format(value);

/** 91.2 % */
export function percent(share: number | null | undefined, digits = 1): string {
  return share === null || share === undefined ? NONE : `${(share * 100).toFixed(digits)}${GAP}%`;
}

/** A number of a cell without its sign: two digits, and no leading zero. */
function cellSize(size: number): string {
  if (size < 0.995) {
    return size.toFixed(2).slice(1);
  }
  return size < 9.95 ? size.toFixed(1).replace(/\.0$/, "") : size.toFixed(0);
}

/** A score in a map's cell, in units of a power of ten: `.07`, `−.07`, `1`, `2.4`, `31`. */
export function cellNumber(value: number, exponent = 0): string {
  const text = cellSize(Math.abs(value) / 10 ** exponent);
  return value < 0 && text !== ".00" ? `−${text}` : text;
}

/** The power of ten in which scores up to a largest one are written in cells. */
export const cellExponent = (largest: number): number =>
  largest >= 0.05 && largest < 100 ? 0 : Math.floor(Math.log10(largest));

const RAISED: Readonly<Record<string, string>> = { "-": "⁻" };
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** 10⁻³ */
export const powerOfTen = (exponent: number): string =>
  `10${Array.from(String(exponent), (sign) => RAISED[sign] ?? SUPERSCRIPTS[Number(sign)] ?? "").join("")}`;

/** A difference of shares in percentage points, with its sign: +7.9. */
export function points(difference: number, digits = 1): string {
  const size = Math.abs(difference * 100).toFixed(digits);
  const sign = Number(size) === 0 ? "" : difference < 0 ? "−" : "+";
  return `${sign}${size}`;
}

/** Three significant digits, very small and very large ones in powers of ten: 0.123, 3e-5, 1.7e16. */
export function figure(value: number | null | undefined): string {
  if (value === null || value === undefined) {
    return NONE;
  }
  const size = Math.abs(value);
  if (size >= 1e5 || (size > 0 && size < 0.001)) {
    return value.toExponential(2).replace(/\.?0*e\+?/, "e");
  }
  return String(Number(value.toPrecision(3)));
}

/** Below this the interface gives p values as this bound. */
const LEAST_P = 1e-300;

/** A p value of a table, exact but where it is too small to be computed: 0.0123, "< 1e-300". */
export const pCell = (p: number | null): number | string | null =>
  p !== null && p <= LEAST_P ? `< ${LEAST_P}` : p;

/** A p value in a text: = 0.012, < 0.001. */
export function pValue(p: number | null): string {
  if (p === null) {
    return NONE;
  }
  return p < 0.001 ? "< 0.001" : `= ${p.toFixed(3)}`;
}

/** A figure with its sign: +0.123, −3e-5. */
export function signedFigure(value: number | null | undefined): string {
  const text = figure(value).replace(/^-/, "−");
  return value !== null && value !== undefined && value > 0 ? `+${text}` : text;
}

/** 1.74 M */
export function short(value: number): string {
  const [divisor, unit] =
    value >= 1e9
      ? [1e9, `${GAP}G`]
      : value >= 1e6
        ? [1e6, `${GAP}M`]
        : value >= 1e4
          ? [1e3, `${GAP}k`]
          : [1, ""];
  return divisor === 1 ? count(value) : `${Number((value / divisor).toPrecision(3))}${unit}`;
}

function bytesAbove(value: number): string {
  const [divisor, unit] = value >= 1e9 ? [1e9, "GB"] : value >= 1e6 ? [1e6, "MB"] : [1e3, "kB"];
  return `${Number((value / divisor).toPrecision(3))}${GAP}${unit}`;
}

/** 31.4 MB */
export const bytes = (value: number): string => (value < 1000 ? `${value}${GAP}B` : bytesAbove(value));

/** 4 min 14 s */
export function duration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) {
    return NONE;
  }
  const rounded = Math.max(0, Math.round(seconds));
  if (rounded < 60) {
    return `${rounded}${GAP}s`;
  }
  const minutes = Math.floor(rounded / 60);
  if (minutes < 60) {
    return minutes >= 10 || rounded % 60 === 0
      ? `${minutes}${GAP}min`
      : `${minutes}${GAP}min ${rounded % 60}${GAP}s`;
  }
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0 ? `${hours}${GAP}h` : `${hours}${GAP}h ${minutes % 60}${GAP}min`;
}

/** Seconds between two times of the interface; from the first until now when there is no second. */
export function secondsBetween(from: string | null, to: string | null, now = Date.now()): number | undefined {
  return from === null ? undefined : ((to === null ? now : Date.parse(to)) - Date.parse(from)) / 1000;
}

const date = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const clock = new Intl.DateTimeFormat("en", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hour12: false,
});

/** 14:03:22 */
export const timeOfDay = (time: string): string => clock.format(new Date(time));

/** 12 May 2026, 14:03:22 */
export const moment = (time: string): string => `${date.format(new Date(time))}, ${timeOfDay(time)}`;

/** How long ago: "now", "5 min ago", "3 h ago", "2 days ago", then the date. */
export function ago(time: string, now = Date.now()): string {
  const minutes = Math.floor((now - Date.parse(time)) / 60_000);
  if (minutes < 1) {
    return "just now";
  }
  if (minutes < 60) {
    return `${minutes} min ago`;
  }
  if (minutes < 24 * 60) {
    return `${Math.floor(minutes / 60)} h ago`;
  }
  const days = Math.floor(minutes / (24 * 60));
  return days <= 14 ? `${days} ${days === 1 ? "day" : "days"} ago` : date.format(new Date(time));
}
