import { h } from "../dom/element.ts";
import { helpAddress } from "./documents.ts";
import "./helpLink.css";

/** What has a paragraph of its own: a method, a measure, an evaluation. */
export interface HelpTopic {
  readonly id: string;
  readonly name: string;
}

/** The charts, by the headings of the document `charts`. */
export const CHART_TOPICS = [
  "loss",
  "head-fitting",
  "accuracy-by-epoch",
  "method-lines",
  "method-heat",
  "method-comparison",
  "paradigms",
  "seed-spread",
  "sentence-list",
  "method-bars",
  "deletion-curves",
  "sentence-scatter",
  "lens-lines",
  "head-grid",
  "removal-lines",
  "randomised-lines",
  "when-lines",
  "when-paradigms",
  "compression-lines",
  "learning-curves",
  "layer-scatter",
  "correlation-bars",
  "paper-view",
  "map",
  "layers-strip",
  "target-row",
  "route-graph",
  "blank-out-chart",
  "sentence-measures",
  "item-lines",
  "item-differences",
  "item-settings",
  "run-differences",
  "difference-map",
  "playground-prediction",
  "sweep-chart",
  "win-rates",
] as const;

/** A chart that has a paragraph. */
export type ChartTopic = (typeof CHART_TOPICS)[number];

/** A question mark that leads to a paragraph of Help. */
function helpLink(document: string, heading: string, about: string): HTMLElement {
  const name = `Help: ${about}`;
  return h(
    "a",
    { class: "help-link", href: helpAddress(document, heading), title: name, "aria-label": name },
    "?",
  );
}

/** Leads to the paragraph of a scoring method. */
export const methodHelp = ({ id, name }: HelpTopic): HTMLElement => helpLink("methods", id, name);

/** Leads to the paragraph of a measure, or of a whole evaluation. */
export const measureHelp = ({ id, name, metric }: HelpTopic & { readonly metric?: string }): HTMLElement =>
  helpLink("measures", metric ?? id, name);

/** Leads to the paragraph on the words that count as cues. */
export const cueUnitHelp = (): HTMLElement => helpLink("measures", "cue-units", "which words are cues");

/** Leads to the paragraph of a chart. */
export const chartHelp = (topic: ChartTopic): HTMLElement =>
  helpLink("charts", topic, "how this chart is read");
