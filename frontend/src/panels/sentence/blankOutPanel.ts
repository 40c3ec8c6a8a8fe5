import { onCell } from "../../charts/cell.ts";
import { downloadMenu } from "../../charts/downloads.ts";
import type { CsvValue } from "../../charts/exports.ts";
import { legendChart } from "../../charts/legend.ts";
import { sideBySide } from "../../charts/sideBySide.ts";
import { type TokenRow, tokenRows } from "../../charts/tokenRows.ts";
import { h } from "../../dom/element.ts";
import { cellExponent, figure, signedFigure } from "../../dom/format.ts";
import { whenResized } from "../../dom/responsive.ts";
import { powerNote } from "../../figures/sentence/captions.ts";
import type { EvaluatedSentence } from "../../figures/sentence/sentenceEvaluation.ts";
import type { SentenceMaps, SentencePicture } from "../../figures/sentence/sentencePicture.ts";
import { chartHelp } from "../../help/helpLink.ts";
import { type Picture, pictureOf, targetRow } from "../../layout/picture.ts";
import { rampOf } from "../../scale/ramp.ts";
import { theme } from "../../state/theme.ts";
import type { Panel } from "../panel.ts";
import { evaluationOf } from "./evaluationStore.ts";
import type { SentenceContext } from "./sentenceContext.ts";
import { fileName, sideName } from "./sideCharts.ts";

/** Blank-out of one side, beside the target's row of the layer that is shown; always piece by piece. */
export interface BlankedSide {
  readonly name: string;
  readonly picture: Picture;
  /** The loss of p(good word) when each token is replaced by the mask; null at the target, which is already masked. */
  readonly drops: readonly (number | null)[];
  readonly row: readonly number[];
}

function blankedSide(
  { scoreRun, example, maps }: SentenceMaps,
  drops: readonly number[],
  layer: number,
): BlankedSide {
  const picture = pictureOf({ ...example, maps: maps.values }, { level: "piece", hideSpecial: false });
  return {
    name: sideName({ kind: scoreRun.when }),
    picture,
    drops: drops.map((drop, token) => (token === example.target ? null : drop)),
    row: targetRow(picture, layer),
  };
}

/** The sides of which blank-out is stored. */
export function blankedSides(sentence: SentencePicture, evaluation: EvaluatedSentence): BlankedSide[] {
  return sentence.sources.flatMap((source) => {
    const side = evaluation.sides.find(({ scoreRun }) => scoreRun.id === source.scoreRun.id);
    const drops = side?.evaluation?.blankOut ?? null;
    return drops === null || evaluation.index !== source.example.index
      ? []
      : [blankedSide(source, drops, sentence.layer)];
  });
}

const largest = (values: readonly (number | null)[]) =>
  Math.max(0, ...values.map((value) => Math.abs(value ?? 0))) || 1;

interface BlankOutScales {
  readonly drops: number;
  readonly row: number;
}

const scalesOf = (sides: readonly BlankedSide[]): BlankOutScales => ({
  drops: largest(sides.flatMap(({ drops }) => drops)),
  row: largest(sides.flatMap(({ row }) => row)),
});

function rowsOf(side: BlankedSide, sentence: SentencePicture, scales: BlankOutScales): TokenRow[] {
  const signed = sentence.info?.signed === true;
  return [
    {
      name: "Blank-out",
      values: side.drops,
      ramp: rampOf(theme.value, true),
      maximum: scales.drops,
      exponent: cellExponent(scales.drops),
    },
    {
      name: sentence.names[sentence.layer] ?? "",
      values: side.row,
      ramp: rampOf(theme.value, signed),
      maximum: scales.row,
      exponent: cellExponent(scales.row),
    },
  ];
}

function legends(sentence: SentencePicture, scales: BlankOutScales): HTMLElement {
  const signed = sentence.info?.signed === true;
  const legendName = (name: string, scale: number) =>
    h("span", { class: "hint" }, [name, powerNote(cellExponent(scale))].filter(Boolean).join("; numbers "));
  return h(
    "div",
    { class: "legend-line" },
    legendName("Blank-out, loss of p(good word)", scales.drops),
    legendChart(rampOf(theme.value, true), scales.drops, true),
    legendName(`Target's row, ${sentence.info?.name ?? sentence.method}`, scales.row),
    legendChart(rampOf(theme.value, signed), scales.row, signed),
  );
}

const HEAD = ["side", "place", "token", "loss of p(good word)", "target's row", "layer"];

const csvRows = (sides: readonly BlankedSide[], sentence: SentencePicture): CsvValue[][] => [
  HEAD,
  ...sides.flatMap(({ name, picture, drops, row }) =>
    picture.units.map(({ label }, place) => [
      name,
      place,
      label,
      drops[place] ?? null,
      row[place] ?? null,
      sentence.names[sentence.layer] ?? "",
    ]),
  ),
];

const blankOutMenu = (
  { picture }: SentenceContext,
  body: HTMLElement,
  sides: () => readonly BlankedSide[],
): HTMLElement =>
  downloadMenu({
    name: () => fileName(picture.value, "blank-out"),
    picture: () => {
      const charts = [...body.querySelectorAll<SVGSVGElement>("svg.token-rows")];
      return sideBySide(charts.map((picture, place) => ({ name: sides()[place]?.name ?? "", picture })));
    },
    rows: () => (picture.value === undefined ? [] : csvRows(sides(), picture.value)),
  });

const NOTE =
  "Blue: the probability of the good word falls without the token; vermilion: it rises. The target is already masked; special tokens are blanked out as well. Shown for pieces, never for whole words.";

/** The reading of a token: its blank-out value and its score in the target's row. */
function reading(sentence: SentencePicture, side: BlankedSide, column: number): string {
  const [drop, value] = [side.drops[column] ?? null, side.row[column]];
  const lost = drop === null ? "the target (already masked)" : `loss of p(good word) ${signedFigure(drop)}`;
  const where = (sentence.names[sentence.layer] ?? "").toLowerCase();
  return `${side.picture.units[column]?.label ?? ""}: ${lost}; target's row in ${where} ${figure(value)}`;
}

/** Blank-out of every token beside the scores that the method gives it. */
export const panel: Panel<SentenceContext> = {
  title: "Blank-out beside the target's row",
  order: 40,
  place: "wide",
  mount(host, context) {
    const { picture, signal } = context;
    const evaluated = evaluationOf(context);
    const body = h("div", { class: "sides" });
    const foot = h("div");
    const readout = h("p", { class: "readout", "aria-live": "polite" });
    let width = 0;
    let sides: BlankedSide[] = [];
    const chart = (side: BlankedSide, now: SentencePicture, scales: BlankOutScales) => {
      const tokens = tokenRows(side.picture.units, rowsOf(side, now, scales), {
        width,
        title: `Blank-out and the target's row, ${side.name.toLowerCase()}.`,
      });
      onCell(tokens, (cell) => (readout.textContent = cell === null ? "" : reading(now, side, cell.column)));
      return tokens;
    };
    const draw = () => {
      const [now, evaluation] = [picture.value, evaluated.value];
      if (now === undefined || evaluation.state === "reading") {
        return;
      }
      sides = evaluation.state === "read" ? blankedSides(now, evaluation.sentence) : [];
      host.hidden = sides.length === 0;
      if (width === 0) {
        return;
      }
      const scales = scalesOf(sides);
      body.replaceChildren(
        ...sides.map((side) =>
          h(
            "div",
            { class: "side" },
            sides.length > 1 && h("h3", {}, side.name),
            h("div", { class: "chart-scroll" }, chart(side, now, scales)),
          ),
        ),
      );
      foot.replaceChildren(legends(now, scales), h("p", { class: "hint legend-note" }, NOTE));
    };
    evaluated.watch(signal, draw);
    picture.changes(signal, draw);
    theme.changes(signal, draw);
    whenResized(body, signal, (now) => {
      width = now;
      draw();
    });
    const menu = blankOutMenu(context, body, () => sides);
    host.append(
      h(
        "div",
        { class: "card-head" },
        h("h2", {}, "Blank-out beside the target's row"),
        h("div", { class: "head-tools" }, menu, chartHelp("blank-out-chart")),
      ),
      body,
      foot,
      readout,
    );
  },
};
