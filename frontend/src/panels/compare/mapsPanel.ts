import { markCell, onCell } from "../../charts/cell.ts";
import { downloadMenu } from "../../charts/downloads.ts";
import type { PaperParts } from "../../charts/figurePicture.ts";
import { h } from "../../dom/element.ts";
import { signedFigure } from "../../dom/format.ts";
import { errorNotice, loading, segmented, select } from "../../dom/parts.ts";
import { whenResized } from "../../dom/responsive.ts";
import {
  differenceNote,
  differenceRows,
  differenceScale,
  drawDifference,
  type ItemPair,
  savedDifference,
} from "../../figures/compare/differenceMap.ts";
import {
  mapDifference,
  type MapDifference,
  readPair,
  type SubtractedMaps,
} from "../../figures/compare/mapDifference.ts";
import { chartHelp } from "../../help/helpLink.ts";
import { follow } from "../../state/answers.ts";
import { itemKey, itemName, itemNames, LEAST } from "../../state/compareView.ts";
import { theme } from "../../state/theme.ts";
import type { Panel } from "../panel.ts";
import { type CompareContext, type CompareScene, namedOf } from "./compareContext.ts";
import { sentenceStepper } from "./sentenceStepper.ts";

/** The two items whose maps are subtracted, by their names. */
function pairOf({ methods }: CompareContext, { view, scoreRuns }: CompareScene): ItemPair {
  const items = view.items.map((item) => namedOf(item, scoreRuns));
  const names = itemNames(items, methods);
  const fullName = (place: number) => items.slice(place, place + 1).map((item) => itemName(item, methods))[0];
  return {
    name: `${names[view.against] ?? ""} minus ${names[0] ?? ""}`,
    fullNames: [fullName(view.against) ?? "", fullName(0) ?? ""],
  };
}

class MapsCard {
  readonly element = h("section", { class: "card padded figure-card", hidden: true });
  readonly #context: CompareContext;
  readonly #title = h("h2");
  readonly #controls = h("div", { class: "compare-map-controls" });
  readonly #sentence = h("p", { class: "sentence-line" });
  readonly #body = h("div", { class: "figure-body" }, loading(6));
  readonly #readout = h("p", { class: "readout", "aria-live": "polite" });
  #difference: MapDifference | undefined;
  #width = 0;

  constructor(context: CompareContext) {
    const { scene, view, answers, signal } = context;
    this.#context = context;
    const menu = downloadMenu({
      name: () => `compare-maps-${view.value.index + 1}-layer-${this.#layer() + 1}`,
      picture: () => this.#saved(),
      rows: () =>
        this.#difference !== undefined && "picture" in this.#difference
          ? differenceRows(this.#difference, this.#layer())
          : [],
    });
    const tools = h("div", { class: "head-tools" }, menu, chartHelp("difference-map"));
    this.element.append(
      h("div", { class: "card-head" }, this.#title, tools),
      this.#controls,
      this.#sentence,
      this.#body,
      this.#readout,
    );
    whenResized(this.#body, signal, (width) => {
      this.#width = width;
      this.#draw();
    });
    theme.changes(signal, () => this.#draw());
    follow(scene, signal, {
      key: (now) => JSON.stringify([this.#pair(now)?.map(itemKey), now?.view.index]),
      read: async (now) => {
        const pair = this.#pair(now);
        return pair === undefined || now === undefined
          ? undefined
          : mapDifference(...(await readPair(answers, pair[0], pair[1], now.view.index)));
      },
      show: (difference) => {
        this.#difference = difference;
        this.element.removeAttribute("aria-busy");
        this.#draw();
      },
      failed: (error, again) => {
        this.#difference = undefined;
        this.element.removeAttribute("aria-busy");
        this.#body.replaceChildren(errorNotice(error, again));
      },
      busy: () => this.element.setAttribute("aria-busy", "true"),
    });
    scene.watch(signal, () => this.#draw());
  }

  #pair(now: CompareScene | undefined) {
    const [first, second] = [now?.view.items[0], now?.view.items[now.view.against]];
    return first === undefined || second === undefined ? undefined : ([first, second] as const);
  }

  #layer(): number {
    const maps =
      this.#difference !== undefined && "picture" in this.#difference
        ? this.#difference.picture.maps.length
        : 1;
    return Math.min(maps, this.#context.view.value.layer ?? maps) - 1;
  }

  #draw(): void {
    const now = this.#context.scene.value;
    this.element.hidden = now === undefined || now.view.items.length < LEAST;
    if (now === undefined || this.element.hidden) {
      return;
    }
    const pair = pairOf(this.#context, now).name;
    this.#title.textContent = `Maps of one sentence: ${pair}`;
    this.element.setAttribute("aria-label", this.#title.textContent);
    this.#drawControls(now);
    const difference = this.#difference;
    if (difference === undefined || this.#width === 0) {
      return;
    }
    const maps = "picture" in difference ? difference : undefined;
    this.#sentence.textContent = maps?.example.sentence ?? "";
    this.#readout.textContent = maps === undefined ? "" : "Point at a cell to read its difference.";
    this.#body.replaceChildren(
      maps === undefined
        ? h("p", { class: "figure-empty" }, "reason" in difference ? difference.reason : "")
        : this.#chart(maps, pair),
    );
  }

  #chart(maps: SubtractedMaps, title: string): HTMLElement {
    const { picture } = maps;
    const layer = this.#layer();
    const chart = drawDifference(maps, title, layer, { width: this.#width, colours: theme.value });
    onCell(chart, (cell) => {
      markCell(chart, cell);
      const { units, maps } = picture;
      this.#readout.textContent =
        cell === null
          ? "Point at a cell to read its difference."
          : `${units[cell.row]?.label ?? ""} receives from ${units[cell.column]?.label ?? ""}: ${signedFigure(
              maps[layer]?.[cell.row]?.[cell.column],
            )}`;
    });
    return h(
      "div",
      { class: "compare-map" },
      h("div", { class: "chart-scroll" }, chart),
      h(
        "div",
        { class: "legend-line" },
        differenceScale(maps, layer, theme.value),
        h("p", { class: "hint" }, differenceNote(maps, layer)),
      ),
    );
  }

  #saved(): PaperParts | undefined {
    const [difference, now] = [this.#difference, this.#context.scene.value];
    return difference === undefined || now === undefined || !("picture" in difference)
      ? undefined
      : savedDifference(difference, pairOf(this.#context, now), this.#layer());
  }

  #drawControls({ view, scoreRuns }: CompareScene): void {
    const { change, methods, readOnly } = this.#context;
    const names = itemNames(
      view.items.map((item) => namedOf(item, scoreRuns)),
      methods,
    );
    const focused = this.#controls.contains(document.activeElement)
      ? document.activeElement?.getAttribute("aria-label")
      : undefined;
    const others = names.slice(1).map((label, place) => ({ value: String(place + 1), label }));
    this.#controls.replaceChildren(
      ...(readOnly
        ? []
        : [
            ...(others.length > 1
              ? [
                  select("Item compared with the reference", others, String(view.against), (value) =>
                    change({ against: Number(value) }),
                  ),
                ]
              : []),
            sentenceStepper(
              this.#context,
              view.index,
              scoreRuns.get(view.items[0]?.scoreRunId ?? "")?.scoreRun.examples ?? 1,
            ),
          ]),
      ...this.#layers(),
    );
    if (focused !== undefined && focused !== null) {
      this.#controls.querySelector<HTMLElement>(`[aria-label="${focused}"]`)?.focus();
    }
  }

  #layers(): HTMLElement[] {
    const difference = this.#difference;
    if (difference === undefined || !("picture" in difference) || difference.picture.maps.length < 2) {
      return [];
    }
    const layers = difference.picture.maps.map((_, place) => String(place + 1));
    const control = segmented(
      "Layer",
      layers.map((value) => ({ value, label: value, title: `Layer ${value}` })),
      (value) => this.#context.change({ layer: Number(value) }, "replace"),
    );
    control.show(String(this.#layer() + 1));
    return [h("div", { class: "compare-layers" }, h("span", { class: "hint" }, "Layer"), control.element)];
  }
}

/** Maps of one sentence by two items, subtracted, on a diverging scale. */
export const panel: Panel<CompareContext> = {
  title: "Maps of one sentence",
  order: 40,
  place: "wide",
  mount: (host, context) => host.append(new MapsCard(context).element),
};
