import { svg } from "../dom/element.ts";

export interface NamedPicture {
  readonly name: string;
  readonly picture: SVGSVGElement;
}

const GAP = 32;
const HEAD = 24;

/** One picture of copies of several, side by side under their names; a single one stays without. Undefined for none. */
export function sideBySide(pictures: readonly NamedPicture[]): SVGSVGElement | undefined {
  const head = pictures.length > 1 ? HEAD : 0;
  let [x, height] = [0, 0];
  const parts = pictures.flatMap(({ name, picture }) => {
    const copy = picture.cloneNode(true) as SVGSVGElement;
    copy.setAttribute("x", String(x));
    copy.setAttribute("y", String(head));
    const title = svg(
      "text",
      { x, y: 14, "font-size": 13, "font-weight": 620, fill: "var(--ink)" },
      head > 0 ? name : "",
    );
    x += Number(picture.getAttribute("width")) + GAP;
    height = Math.max(height, Number(picture.getAttribute("height")));
    return [title, copy];
  });
  const [width, tall] = [x - GAP, height + head];
  return parts.length === 0
    ? undefined
    : svg("svg", { viewBox: `0 0 ${width} ${tall}`, width, height: tall, class: "map-chart" }, ...parts);
}
