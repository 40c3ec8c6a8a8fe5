import { h } from "../dom/element.ts";
import { icon } from "../dom/icon.ts";
import { messageOf } from "../api/problem.ts";
import { toast } from "../dom/parts.ts";
import { csv, png, save, standalone, type CsvValue } from "./exports.ts";
import { type PaperParts, paperPicture } from "./figurePicture.ts";

/** What a chart can be saved as. */
export interface Download {
  /** File name without its ending. */
  name(): string;
  /** What the picture is put together from; undefined while there is none. */
  picture(): PaperParts | undefined;
  /** The figures, the first row naming the columns. */
  rows(): CsvValue[][];
  /** The figures as a LaTeX table, where they are few enough for one. */
  readonly latex?: (() => string) | undefined;
}

/** Calls `use` with the picture while it is in the document, as styles count only there. */
async function withPicture(
  download: Download,
  use: (picture: SVGSVGElement) => void | Promise<void>,
): Promise<void> {
  const parts = download.picture();
  if (parts === undefined) {
    return;
  }
  const picture = paperPicture(parts);
  picture.style.cssText = "position:fixed;left:-100000px";
  document.body.append(picture);
  try {
    await use(picture);
  } catch (error) {
    toast(messageOf(error));
  } finally {
    picture.remove();
  }
}

/** A menu of things to be done at once, each under its name. */
export function menuOf(items: readonly (readonly [label: string, action: () => unknown])[]): HTMLElement {
  const menu = h(
    "details",
    { class: "menu" },
    h(
      "summary",
      { class: "icon-button", title: "Download", "aria-label": "Download this chart" },
      icon("download"),
    ),
    h(
      "div",
      { class: "menu-list" },
      ...items.map(([label, action]) =>
        h("button", { type: "button", class: "menu-item", on: { click: () => void action() } }, label),
      ),
    ),
  );
  menu.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.matches(".menu-item")) {
      menu.open = false;
    }
  });
  menu.addEventListener("focusout", (event) => {
    if (!(event.relatedTarget instanceof Node && menu.contains(event.relatedTarget))) {
      menu.open = false;
    }
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
  return menu;
}

/** The menu from which a chart is saved as SVG, PNG or CSV, and its figures as LaTeX where they make a table. */
export function downloadMenu(download: Download): HTMLElement {
  const saveSvg = (picture: SVGSVGElement) =>
    save(standalone(picture), `${download.name()}.svg`, "image/svg+xml");
  const savePng = async (picture: SVGSVGElement) =>
    save(await png(picture), `${download.name()}.png`, "image/png");
  const { latex } = download;
  return menuOf([
    ["SVG", () => withPicture(download, saveSvg)],
    ["PNG", () => withPicture(download, savePng)],
    ["CSV", () => save(csv(download.rows()), `${download.name()}.csv`, "text/csv")],
    ...(latex === undefined
      ? []
      : ([["LaTeX", () => save(latex(), `${download.name()}.tex`, "application/x-tex")]] as const)),
  ]);
}
