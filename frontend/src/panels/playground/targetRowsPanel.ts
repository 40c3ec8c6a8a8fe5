import { markCell, onCell } from "../../charts/cell.ts";
import { downloadMenu } from "../../charts/downloads.ts";
import { h } from "../../dom/element.ts";
import { figure } from "../../dom/format.ts";
import {
  drawTargetRows,
  SAVED,
  savedPictures,
  sceneRows,
} from "../../figures/playground/playgroundCharts.ts";
import type { PlaygroundScene } from "../../figures/playground/playgroundScene.ts";
import { chartHelp } from "../../help/helpLink.ts";
import { targetRow } from "../../layout/picture.ts";
import { theme } from "../../state/theme.ts";
import type { Panel } from "../panel.ts";
import { pictureGrid } from "./pictureGrid.ts";
import type { PlaygroundContext } from "./playgroundContext.ts";

const titleOf = (scene: PlaygroundScene | undefined) =>
  scene?.method?.kind === "attribution"
    ? "Attribution of the prediction"
    : "Contributions to the target, by layer";

/** What an attribution explains, as a sentence; empty for a map. */
function explained({ method, own }: PlaygroundScene): string {
  const { good, bad } = own.analysis;
  if (method?.kind !== "attribution" || good === null || bad === null) {
    return "";
  }
  return method.id.endsWith("_diff")
    ? `Scores explain the logit of “${good.text}” minus that of “${bad.text}”.`
    : `Scores explain the logit of “${good.text}”.`;
}

function savedRows(scene: PlaygroundScene | undefined) {
  const choose = () => undefined;
  return (
    scene && savedPictures(scene, titleOf(scene), (one) => drawTargetRows(one, scene, { ...SAVED, choose }))
  );
}

/** The target's row in every layer. */
export const panel: Panel<PlaygroundContext> = {
  title: "Contributions to the target",
  order: 50,
  place: "wide",
  mount(host, context) {
    const { scene, change, signal } = context;
    const title = h("h2");
    const note = h("p", { class: "hint" });
    const readout = h("p", { class: "readout", "aria-live": "polite" });
    const charts = () => [...grid.querySelectorAll<SVGSVGElement>("svg.target-chart")];
    const grid = pictureGrid(context, (one, now, width) => {
      const choose = (layer: number) => change({ layer: layer + 1 }, "replace");
      const chart = drawTargetRows(one, now, { width, colours: theme.value, choose });
      onCell(chart, (cell) => {
        charts().forEach((other) => markCell(other, cell));
        readout.textContent =
          cell?.layer === undefined
            ? ""
            : `Layer ${cell.layer + 1}, ${one.picture.units[cell.column]?.label ?? ""}: ${figure(
                targetRow(one.picture, cell.layer)[cell.column],
              )}`;
      });
      return [h("div", { class: "chart-scroll" }, chart)];
    });
    const menu = downloadMenu({
      name: () => "playground-target",
      picture: () => savedRows(scene.value),
      rows: () => (scene.value === undefined ? [] : sceneRows(scene.value, true)),
    });
    host.append(
      h(
        "div",
        { class: "card-head" },
        title,
        h("div", { class: "head-tools" }, menu, chartHelp("target-row")),
      ),
      note,
      grid,
      readout,
    );
    scene.watch(signal, (now) => {
      title.textContent = titleOf(now);
      note.textContent = now === undefined ? "" : explained(now);
    });
  },
};
