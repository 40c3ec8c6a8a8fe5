import { h } from "../dom/element.ts";
import { icon } from "../dom/icon.ts";
import { messageOf } from "../api/problem.ts";
import { toast } from "../dom/parts.ts";
import { csv, png, save, standalone, type CsvValue } from "./exports.ts";

/** What a chart can be saved as. */
export interface Download {
  /** File name without its ending. */
  name(): string;
  /** The picture; undefined while there is none. */
  picture(): SVGSVGElement | undefined;
  /** The figures, the first row naming the columns. */
  rows(): CsvValue[][];
}

/** Calls `use` with a picture that is in the document, as styles count only there. */
async function withPicture(
  download: Download,
  use: (picture: SVGSVGElement) => void | Promise<void>,
): Promise<void> {
  const picture = download.picture();
  if (picture === undefined) {
    return;
  }
  const visitor = !picture.isConnected;
  if (visitor) {
    picture.style.cssText = "position:fixed;left:-100000px";
    document.body.append(picture);
  }
  try {
    await use(picture);
  } catch (error) {
    toast(messageOf(error));
  } finally {
    if (visitor) {
      picture.remove();
    }
  }
}

/** The menu from which a chart is saved as SVG, PNG or CSV. */
export function downloadMenu(download: Download): HTMLElement {
  const ground = () => getComputedStyle(document.documentElement).getPropertyValue("--surface");
  const item = (label: string, action: () => void) =>
    h("button", { type: "button", class: "menu-item", on: { click: action } }, label);
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
      item(
        "SVG",
        () =>
          void withPicture(download, (picture) =>
            save(standalone(picture), `${download.name()}.svg`, "image/svg+xml"),
          ),
      ),
      item(
        "PNG",
        () =>
          void withPicture(download, async (picture) =>
            save(await png(picture, ground()), `${download.name()}.png`, "image/png"),
          ),
      ),
      item("CSV", () => save(csv(download.rows()), `${download.name()}.csv`, "text/csv")),
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
