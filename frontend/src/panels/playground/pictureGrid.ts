import { h } from "../../dom/element.ts";
import { whenResized } from "../../dom/responsive.ts";
import {
  type NamedPicture,
  picturesOf,
  type PlaygroundScene,
} from "../../figures/playground/playgroundScene.ts";
import { readableWidth } from "../../layout/grid.ts";
import { theme } from "../../state/theme.ts";
import type { PlaygroundContext } from "./playgroundContext.ts";

const GAP = 24;

/** What stands in one cell of the grid: a chart of that width, and what stands below it. */
export type DrawPicture = (
  one: NamedPicture,
  scene: PlaygroundScene,
  width: number,
) => readonly (Element | string)[];

/** One chart per picture of the scene, side by side where there is room, drawn anew when anything of it changes. */
export function pictureGrid({ scene, signal }: PlaygroundContext, draw: DrawPicture): HTMLElement {
  const grid = h("div", { class: "sides" });
  const note = h("p", { class: "hint" });
  let width = 0;
  const redraw = () => {
    const now = scene.value;
    if (now === undefined || width === 0) {
      return;
    }
    const { pictures, hindrance } = picturesOf(now);
    const least = readableWidth(pictures[0]?.picture.units.length ?? 1);
    const columns = Math.max(1, Math.min(pictures.length, Math.floor((width + GAP) / (least + GAP))));
    const each = Math.floor((width - GAP * (columns - 1)) / columns);
    grid.style.gridTemplateColumns = `repeat(${columns}, minmax(0, 1fr))`;
    grid.replaceChildren(
      ...pictures.map((one) => {
        const side = h("div", { class: "side" }, one.name !== "" && h("h3", {}, one.name));
        side.append(...draw(one, now, each));
        return side;
      }),
    );
    note.textContent = hindrance ?? "";
    note.hidden = hindrance === undefined;
  };
  whenResized(grid, signal, (now) => {
    width = now;
    redraw();
  });
  scene.changes(signal, redraw);
  theme.changes(signal, redraw);
  return h("div", { class: "playground-grid" }, grid, note);
}
