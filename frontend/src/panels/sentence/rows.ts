import type { CsvValue } from "../../charts/exports.ts";
import type { Shown } from "../../state/shown.ts";

const HEAD = ["score run", "side", "layer", "receives", "receiving", "gives", "giving", "score"] as const;

/** The drawn scores as rows of a file; of all layers, or of one, or only the target's row. */
export function mapRows(
  shown: Shown | undefined,
  only: { layer?: number; targetRow?: boolean } = {},
): CsvValue[][] {
  const rows: CsvValue[][] = [[...HEAD]];
  for (const { scoreRun, kind, picture } of shown?.sides ?? []) {
    picture.maps.forEach((map, layer) => {
      map.forEach((line, receiver) => {
        const asked =
          (only.layer ?? layer) === layer && (only.targetRow !== true || receiver === picture.target);
        for (const [giver, score] of asked ? line.entries() : []) {
          const names = [
            receiver,
            picture.units[receiver]?.label ?? "",
            giver,
            picture.units[giver]?.label ?? "",
          ];
          rows.push([scoreRun.id, kind, shown?.names[layer] ?? "", ...names, score]);
        }
      });
    });
  }
  return rows;
}
