import type { Aggregation, Maps, Method, SentenceAnalysis } from "../../api/types.ts";
import {
  differenceOf,
  maximumOf,
  type Picture,
  pictureOf,
  type PictureOptions,
} from "../../layout/picture.ts";
import type { Answers } from "../../state/answers.ts";
import {
  aggregationFor,
  comparedWith,
  type PlaygroundView,
  type SentenceQuery,
  sentenceOf,
} from "../../state/playground/playgroundView.ts";

/** One sentence by one model: what it predicts, and its maps. */
export interface AnalysedSentence {
  readonly analysis: SentenceAnalysis;
  readonly maps: Maps;
}

/** A view with the answers that it is made of. */
export interface PlaygroundScene {
  readonly view: PlaygroundView;
  readonly method: Method | undefined;
  readonly aggregation: Aggregation;
  readonly own: AnalysedSentence;
  /** The sentence that it is compared with. */
  readonly other: AnalysedSentence | undefined;
}

async function read(
  answers: Answers,
  sentence: SentenceQuery,
  method: string,
  aggregation: Aggregation,
): Promise<AnalysedSentence> {
  const [analysis, maps] = await Promise.all([
    answers.read("/playground/sentence", { query: { ...sentence } }),
    answers.read("/playground/maps", { query: { ...sentence, method, aggregation } }),
  ]);
  return { analysis, maps };
}

/** Reads what a view shows. */
export async function readScene(
  answers: Answers,
  view: PlaygroundView,
  methods: readonly Method[],
): Promise<PlaygroundScene> {
  const method = methods.find(({ id }) => id === view.method);
  const aggregation = aggregationFor(view, method);
  const own = await read(answers, sentenceOf(view), view.method, aggregation);
  const compared = comparedWith(view, own.analysis.targetWord);
  const other = compared && (await read(answers, compared, view.method, aggregation));
  return { view, method, aggregation, own, other };
}

/** The picture of a sentence's maps. */
export function pictureFor({ analysis, maps }: AnalysedSentence, level: PictureOptions["level"]): Picture {
  const source = {
    tokens: analysis.tokens.map(({ text }) => text),
    words: analysis.words.map(({ text }) => text),
    wordOfToken: analysis.tokens.map(({ word }) => word),
    target: analysis.targetToken,
    cues: [],
    maps: maps.values,
  };
  return pictureOf(source, { level, hideSpecial: false });
}

/** A picture under a name. */
export interface NamedPicture {
  readonly kind: "own" | "other" | "difference";
  readonly name: string;
  readonly picture: Picture;
  /** Per layer the largest score without its sign. */
  readonly maxima: readonly number[];
}

/** The name by which two sentences are told apart. */
export function namesOf({ view, own, other }: PlaygroundScene): readonly [own: string, other: string] {
  switch (view.against) {
    case "unchanged":
      return ["With words blanked out", "As typed"];
    case "model":
      return [own.analysis.model.name, other?.analysis.model.name ?? view.otherModel];
    case "sentence":
      return ["First sentence", "Second sentence"];
    case "nothing":
      return ["", ""];
  }
}

function differenceName(scene: PlaygroundScene): string {
  const [own, other] = namesOf(scene);
  const second = scene.view.against === "model" ? other : other.toLowerCase();
  return `${own} minus ${second}`;
}

const named = (kind: NamedPicture["kind"], name: string, picture: Picture): NamedPicture => ({
  kind,
  name,
  picture,
  maxima: picture.maps.map((map) => maximumOf([map])),
});

/** Whether the units of two pictures stand for the same places of their sentences. */
function sameUnits(one: AnalysedSentence, other: AnalysedSentence, first: Picture, second: Picture): boolean {
  const places = ({ analysis }: AnalysedSentence, { units }: Picture) =>
    units.map(({ tokens }) => analysis.tokens[tokens[0] ?? -1]?.word ?? -1).join(" ");
  return places(one, first) === places(other, second) && first.maps.length === second.maps.length;
}

/** Why two maps cannot be subtracted, as a sentence. */
function hindrance(first: Picture, second: Picture, level: PlaygroundView["level"]): string {
  if (first.maps.length !== second.maps.length) {
    return `The models have ${first.maps.length} and ${second.maps.length} layers, so their maps cannot be subtracted.`;
  }
  return level === "piece"
    ? "The two are split into different tokens, so their maps cannot be subtracted. Show words in place of tokens."
    : "The two have different words in different places, so their maps cannot be subtracted.";
}

/** The pictures of a scene: one, or two with their difference, or two with the reason why there is no difference. */
export function picturesOf(scene: PlaygroundScene): {
  readonly pictures: readonly NamedPicture[];
  readonly hindrance?: string;
} {
  const { own, other, view } = scene;
  const first = pictureFor(own, view.level);
  const [ownName, otherName] = namesOf(scene);
  if (other === undefined) {
    return { pictures: [named("own", ownName, first)] };
  }
  const second = pictureFor(other, view.level);
  const both = [named("own", ownName, first), named("other", otherName, second)];
  return sameUnits(own, other, first, second)
    ? {
        pictures: [...both, named("difference", differenceName(scene), differenceOf(first, second))],
      }
    : { pictures: both, hindrance: hindrance(first, second, view.level) };
}

/** The names of the maps. */
export const layerNames = ({ own, aggregation }: PlaygroundScene): string[] =>
  aggregation === "last_layer"
    ? [`Layer ${own.analysis.model.layers}`]
    : own.maps.values.map((_, layer) => `Layer ${layer + 1}`);

/** The place of the enlarged layer among the maps, from 0. */
export const layerOf = ({ view, own }: PlaygroundScene, layers = own.maps.values.length): number =>
  Math.min(layers, view.layer ?? layers) - 1;
