import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Good and bad sentence. */
type Pair = readonly [good: string, bad: string];

const NAMES = ["Clara", "Laura", "Emma", "Alice"] as const;
const NOUNS = ["teacher", "doctor", "lawyer", "driver", "farmer", "singer", "writer", "guest"] as const;
const VERBS = ["help", "follow", "greet", "praise", "thank"] as const;

interface Words {
  readonly name: string;
  readonly noun: string;
  readonly verb: string;
}

const past = (verb: string) => (verb.endsWith("e") ? `${verb}d` : `${verb}ed`);

/** A pair with a singular answer and one with a plural answer, by the paradigm's published name. */
const PARADIGMS: Readonly<Record<string, (words: Words) => readonly [Pair, Pair]>> = {
  anaphor_number_agreement: ({ name, noun, verb }) => [
    [
      `${name} and the ${noun}s had ${past(verb)} themselves.`,
      `${name} and the ${noun}s had ${past(verb)} herself.`,
    ],
    [`${name}'s ${noun} had ${past(verb)} herself.`, `${name}'s ${noun} had ${past(verb)} themselves.`],
  ],
  determiner_noun_agreement_2: ({ name, noun, verb }) => [
    [`${name} ${past(verb)} this ${noun}.`, `${name} ${past(verb)} these ${noun}.`],
    [`${name} ${past(verb)} those ${noun}s.`, `${name} ${past(verb)} that ${noun}s.`],
  ],
  determiner_noun_agreement_with_adj_2: ({ name, noun, verb }) => [
    [`${name} ${past(verb)} that young ${noun}.`, `${name} ${past(verb)} those young ${noun}.`],
    [`${name} ${past(verb)} these old ${noun}s.`, `${name} ${past(verb)} this old ${noun}s.`],
  ],
  distractor_agreement_relational_noun: ({ name, noun, verb }) => [
    [
      `The sister of the ${noun}s has ${past(verb)} ${name}.`,
      `The sister of the ${noun}s have ${past(verb)} ${name}.`,
    ],
    [
      `The sisters of the ${noun} have ${past(verb)} ${name}.`,
      `The sisters of the ${noun} has ${past(verb)} ${name}.`,
    ],
  ],
  regular_plural_subject_verb_agreement_1: ({ name, noun, verb }) => [
    [`The ${noun} ${verb}s ${name}.`, `The ${noun} ${verb} ${name}.`],
    [`The ${noun}s ${verb} ${name}.`, `The ${noun}s ${verb}s ${name}.`],
  ],
};

/** Writes five files in BLiMP's format with sentences of our own: 80 pairs of each paradigm, 40 of each number. */
export async function writeBlimpSlice(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const words = NOUNS.flatMap((noun, row) =>
    VERBS.map((verb, column): Words => ({
      noun,
      verb,
      name: NAMES[(row + column) % NAMES.length] ?? "Emma",
    })),
  );
  for (const [paradigm, pairsOf] of Object.entries(PARADIGMS)) {
    const lines = words.flatMap(pairsOf).map(([good, bad], number) =>
      JSON.stringify({
        sentence_good: good,
        sentence_bad: bad,
        UID: paradigm,
        pairID: String(number),
      }),
    );
    await writeFile(join(folder, `${paradigm}.jsonl`), `${lines.join("\n")}\n`);
  }
}
