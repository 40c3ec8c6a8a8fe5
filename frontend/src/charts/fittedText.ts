import { svg } from "../dom/element.ts";
import { cut } from "../layout/textLines.ts";

type TextStyle = Readonly<Record<string, string | number>> & { readonly "font-size": number };

/** A line of text cut to a width; the whole text is its tool tip then. */
export function fittedText(text: string, width: number, style: TextStyle): SVGTextElement {
  const short = cut(text, width, style["font-size"]);
  return svg("text", style, short !== text && svg("title", {}, text), short);
}
