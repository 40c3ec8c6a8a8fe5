import { h } from "../dom/element.ts";

/**
 * A part of a page that connects charts and controls to what is loaded. Each is one file `*Panel.ts` that exports it as
 * `panel`; the pages find their panels by folder.
 */
export interface Panel<Context> {
  readonly title: string;
  /** Panels stand in the order of these numbers. */
  readonly order: number;
  /** The part of the page that it stands in. */
  readonly place: "wide" | "main" | "side";
  /** Fills the host that the page has put in its place. */
  mount(host: HTMLElement, context: Context): void;
}

/** A module that holds a panel. */
export interface PanelModule<Context> {
  readonly panel: Panel<Context>;
}

/** The panels of some modules, in their order. */
export const panelsOf = <Context>(modules: readonly PanelModule<Context>[]): Panel<Context>[] =>
  modules.map(({ panel }) => panel).sort((one, other) => one.order - other.order);

/** Mounts panels in their order, each in the host that `hostOf` puts into the page. */
export function mountPanels<Context>(
  panels: readonly Panel<Context>[],
  context: Context,
  hostOf: (panel: Panel<Context>) => HTMLElement,
): void {
  for (const panel of panels) {
    panel.mount(hostOf(panel), context);
  }
}

/** A host without a look of its own: what is mounted in it brings its own cards. */
export const bareHost = <Context>({ title }: Panel<Context>): HTMLElement =>
  h("div", { class: "bare-host", "data-panel": title });
