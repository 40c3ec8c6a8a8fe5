import type { CsvValue } from "../../charts/exports.ts";
import { receiverOf } from "../../layout/picture.ts";
import type { SentencePicture } from "./sentencePicture.ts";

const HEAD = ["score run", "side", "layer", "receives", "receiving", "gives", "giving", "score"] as const;

/**
 * The drawn scores as rows of a file; of all layers, or of one, or only the target's row. Where the method promises a
 * sum, a last column has what the layer's scores miss of it.
 */
export function mapRows(
  sentence: SentencePicture | undefined,
  only: { layer?: number; targetRow?: boolean } = {},
): CsvValue[][] {
  const sides = sentence?.sides ?? [];
  const promised = sides.some(({ deltas }) => deltas !== null);
  const rows: CsvValue[][] = [promised ? [...HEAD, "missing from the sum"] : [...HEAD]];
  for (const { scoreRun, kind, picture, deltas } of sides) {
    picture.maps.forEach((map, layer) => {
      const missing = promised ? [deltas?.[layer] ?? null] : [];
      map.forEach((line, place) => {
        const receiver = receiverOf(picture, place);
        const included =
          (only.layer ?? layer) === layer && (only.targetRow !== true || receiver === picture.target);
        for (const [giver, score] of included ? line.entries() : []) {
          const names = [
            receiver,
            picture.units[receiver]?.label ?? "",
            giver,
            picture.units[giver]?.label ?? "",
          ];
          rows.push([scoreRun.id, kind, sentence?.names[layer] ?? "", ...names, score, ...missing]);
        }
      });
    });
  }
  return rows;
}
