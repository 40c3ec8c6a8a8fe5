/** Makers of DOM elements: `h` for HTML, `svg` for SVG. */

import { withBase } from "../api/basePath.ts";

export type Child = Node | string | number | false | null | undefined;

type Listeners = { [E in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[E]) => void };

export interface Properties {
  /** Event listeners by event name. */
  on?: Listeners;
  [attribute: string]: string | number | boolean | Listeners | null | undefined;
}

const SVG_NAMESPACE = "http://www.w3.org/2000/svg";

function apply(element: Element, properties: Properties): void {
  for (const [name, value] of Object.entries(properties)) {
    if (name === "on") {
      for (const [event, listener] of Object.entries(value as Listeners)) {
        element.addEventListener(event, listener as EventListener);
      }
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (typeof value === "string" || typeof value === "number") {
      element.setAttribute(name, name === "href" ? withBase(String(value)) : String(value));
    }
  }
}

function append(element: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) {
      element.append(typeof child === "number" ? String(child) : child);
    }
  }
}

/** An HTML element; `true` sets an empty attribute, `false`, null and undefined leave it out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Properties = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  apply(element, properties);
  append(element, children);
  return element;
}

/** An SVG element, by the rules of {@link h}. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  properties: Properties = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG_NAMESPACE, tag);
  apply(element, properties);
  append(element, children);
  return element;
}

let lastIdentifier = 0;

/** An id that no other element of the page has. */
export function uniqueId(prefix: string): string {
  lastIdentifier += 1;
  return `${prefix}-${lastIdentifier}`;
}
