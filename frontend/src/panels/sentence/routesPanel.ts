import { withCursor } from "../../charts/chartCursor.ts";
import { downloadMenu } from "../../charts/downloads.ts";
import { legendList } from "../../charts/figureLegend.ts";
import { latex } from "../../charts/latex.ts";
import { markRoutes } from "../../charts/routeGraph.ts";
import { h } from "../../dom/element.ts";
import {
  drawRoutes,
  largestScore,
  noRoutes,
  routeRows,
  ROUTES_TITLE,
  routesKey,
  routesNote,
  routesNotes,
  routesScale,
  savedRoutes,
  sideRoutes,
  USUAL_THRESHOLD,
} from "../../figures/sentence/routes.ts";
import type { DrawSide } from "../../figures/sentence/savedSides.ts";
import type { SentencePicture } from "../../figures/sentence/sentencePicture.ts";
import { chartHelp } from "../../help/helpLink.ts";
import type { RouteNode } from "../../layout/routes.ts";
import { Store } from "../../state/store.ts";
import { theme } from "../../state/theme.ts";
import type { Panel } from "../panel.ts";
import type { SentenceContext } from "./sentenceContext.ts";
import { fileName, mapWidth, sidesBody } from "./sideCharts.ts";
import { thresholdSlider } from "./thresholdSlider.ts";

/** What is drawn: a sentence that has routes, through scores of at least the threshold. */
interface Drawn {
  readonly picture: Store<SentencePicture | undefined>;
  readonly threshold: Store<number>;
}

/** The graphs of all sides, each above what there is to say of it alone. */
function graphs({ picture, threshold }: Drawn, signal: AbortSignal): HTMLElement {
  const draw: DrawSide = (side, now, look) => {
    const routes = sideRoutes(side, threshold.value);
    const graph = drawRoutes(side, now, routes, look);
    return withCursor(graph, {
      shown: (mark) => markRoutes(graph.chart, routes, mark?.datum as RouteNode | undefined),
    });
  };
  return sidesBody({ picture, signal }, draw, {
    least: mapWidth,
    targetFirst: true,
    below: (side) => {
      const note = routesNote(side, sideRoutes(side, threshold.value), threshold.value);
      return note === "" ? undefined : h("p", { class: "hint legend-note" }, note);
    },
  });
}

function downloads({ picture, threshold }: Drawn, run: SentenceContext["run"]): HTMLElement {
  const name = () => fileName(picture.value, "routes");
  const saved = () => picture.value && savedRoutes(picture.value, threshold.value, run);
  const rows = () => (picture.value === undefined ? [] : routeRows(picture.value, threshold.value));
  return downloadMenu({
    name,
    picture: saved,
    rows,
    latex: () => {
      const { title = "", caption = "" } = saved() ?? {};
      return latex(rows(), `${title}. ${caption}`, name());
    },
  });
}

/** The routes that lead to the target, through all layers. */
export const panel: Panel<SentenceContext> = {
  title: ROUTES_TITLE,
  order: 35,
  place: "wide",
  mount(host, { picture, view, change, run, signal }) {
    const drawn: Drawn = {
      picture: new Store<SentencePicture | undefined>(undefined),
      threshold: new Store(view.value.threshold ?? USUAL_THRESHOLD),
    };
    const slider = thresholdSlider(
      (threshold) => drawn.threshold.set(threshold),
      (threshold) => change({ threshold: threshold === USUAL_THRESHOLD ? undefined : threshold }, "replace"),
    );
    const key = h("div", { class: "legend-line routes-key" });
    const body = graphs(drawn, signal);
    const menu = downloads(drawn, run);
    const note = h("p", { class: "hint legend-note" });
    const show = () => {
      const [now, threshold] = [picture.value, drawn.threshold.value];
      const reason = now && noRoutes(now);
      host.hidden = now?.whole === false;
      [slider.element, menu, key, body].forEach((part) => (part.hidden = reason !== undefined));
      note.textContent = reason ?? "";
      if (now?.whole !== true || reason !== undefined) {
        drawn.picture.set(undefined);
        return;
      }
      slider.show(threshold, largestScore(now));
      key.replaceChildren(routesScale(now, threshold, theme.value), legendList(routesKey(now, theme.value)));
      note.textContent = routesNotes(now, threshold).join(" ");
      drawn.picture.set({ ...now });
    };
    view.changes(signal, (now) => drawn.threshold.set(now.threshold ?? USUAL_THRESHOLD));
    drawn.threshold.changes(signal, show);
    picture.watch(signal, show);
    theme.changes(signal, show);
    const tools = h("div", { class: "head-tools" }, slider.element, menu, chartHelp("route-graph"));
    host.append(h("div", { class: "card-head" }, h("h2", {}, ROUTES_TITLE), tools), key, body, note);
  },
};
