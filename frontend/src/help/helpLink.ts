import { helpAddress } from "./documents.ts";
import { h } from "../dom/element.ts";

/** A question mark that leads to a paragraph of Help. */
export const helpLink = (document: string, heading: string, about: string): HTMLElement =>
  h(
    "a",
    {
      class: "help-link",
      href: helpAddress(document, heading),
      title: `Help: ${about}`,
      "aria-label": `Help: ${about}`,
    },
    "?",
  );

/** Leads to the paragraph of a scoring method. */
export const methodHelp = ({ id, name }: { readonly id: string; readonly name: string }): HTMLElement =>
  helpLink("methods", id, name);

/** Leads to the paragraph of a measure, or of a whole evaluation. */
export const measureHelp = ({ id, name }: { readonly id: string; readonly name: string }): HTMLElement =>
  helpLink("measures", id, name);
