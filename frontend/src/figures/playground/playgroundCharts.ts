import type { CsvValue } from "../../charts/exports.ts";
import { CHART_WIDTH, type PaperParts } from "../../charts/figurePicture.ts";
import { legendChart } from "../../charts/legend.ts";
import { mapChart } from "../../charts/map.ts";
import { sideBySide } from "../../charts/sideBySide.ts";
import { targetLayersChart } from "../../charts/targetLayers.ts";
import { cellExponent, powerOfTen } from "../../dom/format.ts";
import { AGGREGATION_NAMES } from "../../dom/names.ts";
import { receiverOf } from "../../layout/picture.ts";
import { rampOf, type Theme } from "../../scale/ramp.ts";
import {
  layerNames,
  layerOf,
  type NamedPicture,
  picturesOf,
  type PlaygroundScene,
} from "./playgroundScene.ts";

/** Pictures of the playground's maps, from their drawing to their files. */

const isSigned = ({ kind }: NamedPicture, { method }: PlaygroundScene) =>
  kind === "difference" || method?.signed === true;

/** The map of a layer in a width. */
export const drawMap = (
  one: NamedPicture,
  scene: PlaygroundScene,
  { width, colours }: { readonly width: number; readonly colours: Theme },
): SVGSVGElement => {
  const layer = layerOf(scene);
  const maximum = one.maxima[layer] ?? 1;
  return mapChart(one.picture, layer, {
    ramp: rampOf(colours, isSigned(one, scene)),
    maximum,
    width,
    exponent: cellExponent(maximum),
    title: [
      one.name,
      layerNames(scene)[layer] ?? "",
      scene.own.analysis.words.map(({ text }) => text).join(" "),
    ]
      .filter((part) => part !== "")
      .join(", "),
  });
};

/** The colour scale of a layer's map. */
export const scaleOf = (one: NamedPicture, scene: PlaygroundScene, colours: Theme): SVGSVGElement => {
  const signed = isSigned(one, scene);
  return legendChart(rampOf(colours, signed), one.maxima[layerOf(scene)] ?? 1, signed);
};

/** What the colours and the numbers of a layer's map mean. */
export function noteOf(one: NamedPicture, scene: PlaygroundScene): string {
  const exponent = cellExponent(one.maxima[layerOf(scene)] ?? 1);
  const unit = exponent === 0 ? "" : `Cell values × ${powerOfTen(exponent)}.`;
  const colours =
    one.kind === "difference"
      ? "Blue: more in the first-named; vermilion: less."
      : scene.method?.signed === true
        ? "Blue: supports the prediction; vermilion: opposes it."
        : "";
  return [colours, unit].filter((part) => part !== "").join(" ");
}

/** The target's row in every layer. */
export const drawTargetRows = (
  one: NamedPicture,
  scene: PlaygroundScene,
  look: { readonly width: number; readonly colours: Theme; readonly choose: (layer: number) => void },
): SVGSVGElement =>
  targetLayersChart(one.picture, {
    ramp: rampOf(look.colours, isSigned(one, scene)),
    maxima: one.maxima,
    exponents: one.maxima.map(cellExponent),
    columnName: scene.method?.kind === "attribution" ? "scores →" : "gives →",
    names: one.maxima.map((maximum, layer) => {
      const exponent = cellExponent(maximum);
      return `${layerNames(scene)[layer] ?? ""}${exponent === 0 ? "" : ` × ${powerOfTen(exponent)}`}`;
    }),
    selected: one.picture.whole ? layerOf(scene) : undefined,
    width: look.width,
    title: `The target's row by layer${one.name === "" ? "" : `, ${one.name}`}.`,
    margin: { shares: null, difference: false, deltas: null },
    choose: look.choose,
  });

/** The method with its aggregation. */
export const methodTitle = ({ method, view, aggregation }: PlaygroundScene): string =>
  [
    method?.name ?? view.method,
    ...(aggregation === "none" ? [] : [AGGREGATION_NAMES[aggregation].toLowerCase()]),
  ].join(", ");

/** The pictures of a scene as one picture that is saved. */
export function savedPictures(
  scene: PlaygroundScene,
  what: string,
  draw: (one: NamedPicture) => SVGSVGElement,
): PaperParts | undefined {
  const { pictures } = picturesOf(scene);
  const chart = sideBySide(pictures.map((one) => ({ name: one.name, picture: draw(one) })));
  const { model, words } = scene.own.analysis;
  return (
    chart && {
      title: `${what}: ${methodTitle(scene)}`,
      caption: `${words.map(({ text }) => text).join(" ")} Framed: the target's row. Model: ${model.name}.`,
      scales: pictures.map((one) => ({ name: one.name, picture: scaleOf(one, scene, "light") })),
      chart,
    }
  );
}

export const SAVED = { width: CHART_WIDTH, colours: "light" } as const;

/** The scores of all pictures, the first row naming the columns. */
export function sceneRows(scene: PlaygroundScene, targetOnly = false): CsvValue[][] {
  const rows = picturesOf(scene).pictures.flatMap(({ kind, picture }) =>
    picture.maps.flatMap((map, layer) =>
      map.flatMap((line, place) => {
        const receiver = receiverOf(picture, place);
        return targetOnly && receiver !== picture.target
          ? []
          : line.map((score, giver): CsvValue[] => [
              kind,
              layerNames(scene)[layer] ?? "",
              receiver,
              picture.units[receiver]?.label ?? "",
              giver,
              picture.units[giver]?.label ?? "",
              score,
            ]);
      }),
    ),
  );
  return [["picture", "layer", "receives", "receiving", "gives", "giving", "score"], ...rows];
}
