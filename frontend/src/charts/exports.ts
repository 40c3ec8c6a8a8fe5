import { csvFormatRow } from "d3";

/** A chart as a file: SVG that stands alone, PNG, CSV. */

const COPIED = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "stroke-linejoin",
  "stroke-linecap",
  "paint-order",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "opacity",
  "visibility",
] as const;

/** A copy of a chart whose styles no longer depend on the page; it must be in the document. */
export function standalone(chart: SVGSVGElement): string {
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const originals = [chart, ...chart.querySelectorAll<SVGElement>("*")];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  originals.forEach((original, place) => {
    const style = getComputedStyle(original);
    const target = copies[place];
    for (const property of COPIED) {
      const value = style.getPropertyValue(property);
      if (target !== undefined && value !== "") {
        target.setAttribute(property, value);
      }
    }
    target?.removeAttribute("class");
    // What it sets is among the attributes by now, or keeps a visitor of the page out of sight.
    target?.removeAttribute("style");
  });
  // Only for the page's reader.
  copy.querySelectorAll("[data-aside], style").forEach((element) => element.remove());
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return new XMLSerializer().serializeToString(copy);
}

/** The chart as a picture with twice as many points as on the page. */
export async function png(chart: SVGSVGElement): Promise<Blob> {
  const source = URL.createObjectURL(new Blob([standalone(chart)], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = chart.width.baseVal.value * 2;
    canvas.height = chart.height.baseVal.value * 2;
    const context = canvas.getContext("2d");
    if (context === null) {
      throw new Error("This browser cannot draw on a canvas");
    }
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) =>
        blob === null ? reject(new Error("The picture could not be made")) : resolve(blob),
      );
    });
  } finally {
    URL.revokeObjectURL(source);
  }
}

export type CsvValue = string | number | null;

/** One number or several with blanks between them. */
const NUMBERS = /^[+-]?\d[\d.eE+-]*(?: [+-]?\d[\d.eE+-]*)*$/;

/** A cell as text; an apostrophe keeps spreadsheets from computing a text that looks like a formula. */
function cell(value: CsvValue): string {
  const text = String(value ?? "");
  return /^[=+\-@\t\r]/.test(text) && !NUMBERS.test(text) ? `'${text}` : text;
}

/** Rows as comma-separated values (RFC 4180), the first row naming the columns. */
export const csv = (rows: readonly (readonly CsvValue[])[]): string =>
  rows.map((row) => `${csvFormatRow(row.map(cell))}\r\n`).join("");

/** Lets the browser save a file. */
export function save(content: Blob | string, name: string, type: string): void {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
