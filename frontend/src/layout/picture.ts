/**
 * What the maps of one sentence look like once words are put together and special tokens are taken out.
 * Row = the unit that receives, column = the unit that gives.
 */

/** What a picture is made from: a sentence's tokens and its maps [layers][tokens][tokens], or [layers][1][tokens]. */
export interface Source {
  readonly tokens: readonly string[];
  readonly words: readonly string[];
  /** Per token the index of its word, -1 for a special token. */
  readonly wordOfToken: readonly number[];
  readonly target: number;
  readonly cues: readonly number[];
  readonly maps: readonly (readonly (readonly number[])[])[];
}

export interface PictureOptions {
  /** A unit is a token (piece) or a word. */
  readonly level: "piece" | "word";
  /** Leaves special tokens out and divides every row by the sum of its absolute values. */
  readonly hideSpecial: boolean;
}

/** A row and column of the pictures. */
export interface Unit {
  readonly label: string;
  readonly role: "target" | "cue" | "special" | "plain";
  /** Its tokens, ascending. */
  readonly tokens: readonly number[];
}

export interface Picture {
  readonly units: readonly Unit[];
  /** Whether there is the row of every unit, and not the target's alone. */
  readonly whole: boolean;
  /** [layers][units][units], or [layers][1][units] where there is the target's row alone */
  readonly maps: readonly (readonly (readonly number[])[])[];
  /** Per layer how much of the target's row, without signs, lies on the cues. */
  readonly cueShares: readonly number[];
  /** The target's place among the units. */
  readonly target: number;
  /** Places of the cues among the units. */
  readonly cues: readonly number[];
}

function roleOf(tokens: readonly number[], source: Source): Unit["role"] {
  if (tokens.includes(source.target)) {
    return "target";
  }
  if (tokens.some((token) => source.cues.includes(token))) {
    return "cue";
  }
  return tokens.some((token) => source.wordOfToken[token] === -1) ? "special" : "plain";
}

/** The units of a sentence. A word's pieces follow each other, so units keep the order of the tokens. */
export function unitsOf(source: Source, { level, hideSpecial }: PictureOptions): Unit[] {
  const groups: { word: number; tokens: number[] }[] = [];
  source.tokens.forEach((_, token) => {
    const word = source.wordOfToken[token] ?? -1;
    const last = groups.at(-1);
    if (level === "word" && word >= 0 && last?.word === word) {
      last.tokens.push(token);
    } else if (word >= 0 || !hideSpecial || token === source.target) {
      groups.push({ word, tokens: [token] });
    }
  });
  return groups.map(({ word, tokens }) => {
    const role = roleOf(tokens, source);
    const piece = source.tokens[tokens[0] ?? -1] ?? "";
    const label =
      level === "word" && word >= 0 && role !== "target" ? (source.words[word] ?? piece) : readable(piece);
    return { label, role, tokens };
  });
}

/** A piece without the marks that tokenizers write for a leading space. */
export const readable = (piece: string): string => piece.replace(/^[Ġ▁](?=.)/u, "").replaceAll("Ġ", "␣");

/** Scores between units: what a unit's tokens give is added, what they receive is averaged, so rows still sum to 1. */
function between(
  map: readonly (readonly number[])[],
  rows: readonly (readonly number[])[],
  units: readonly Unit[],
): number[][] {
  return rows.map((receivers) =>
    units.map(({ tokens: givers }) => {
      let sum = 0;
      for (const receiver of receivers) {
        for (const giver of givers) {
          sum += map[receiver]?.[giver] ?? 0;
        }
      }
      return sum / receivers.length;
    }),
  );
}

const sizeOf = (row: readonly number[]) => row.reduce((total, value) => total + Math.abs(value), 0);

function rowsToOne(map: readonly (readonly number[])[]): number[][] {
  return map.map((row) => {
    const sum = sizeOf(row);
    return sum > 0 ? row.map((value) => value / sum) : [...row];
  });
}

/** The picture of a sentence under the options. */
export function pictureOf(source: Source, options: PictureOptions): Picture {
  const units = unitsOf(source, options);
  const whole = source.maps.every((map) => map.length === source.tokens.length);
  const rows = whole ? units.map(({ tokens }) => tokens) : [[0]];
  const maps = source.maps.map((map) => {
    const joined = between(map, rows, units);
    return options.hideSpecial ? rowsToOne(joined) : joined;
  });
  const target = units.findIndex(({ role }) => role === "target");
  const cues = units.flatMap(({ role }, place) => (role === "cue" ? [place] : []));
  const cueShares = maps.map((map) => shareOf(map[whole ? target : 0] ?? [], cues));
  return { units, whole, maps, target, cues, cueShares };
}

/** How much of a row, without signs, lies at some places. */
function shareOf(row: readonly number[], places: readonly number[]): number {
  const sum = sizeOf(row);
  return sum > 0 ? sizeOf(places.map((place) => row[place] ?? 0)) / sum : 0;
}

/** The target's row of a layer. */
export const targetRow = ({ maps, whole, target }: Picture, layer: number): readonly number[] =>
  maps[layer]?.[whole ? target : 0] ?? [];

/** The unit that receives in a row of the maps. */
export const receiverOf = ({ whole, target }: Picture, row: number): number => (whole ? row : target);

/** What one picture has more than another of the same units. */
export function differenceOf(picture: Picture, other: Picture): Picture {
  const maps = picture.maps.map((map, layer) =>
    map.map((row, receiver) =>
      row.map((value, giver) => value - (other.maps[layer]?.[receiver]?.[giver] ?? 0)),
    ),
  );
  const cueShares = picture.cueShares.map((share, layer) => share - (other.cueShares[layer] ?? 0));
  return { ...picture, maps, cueShares };
}

/** The target's row only of a picture. */
export function rowAlone(picture: Picture): Picture {
  const maps = picture.maps.map((_, layer) => [targetRow(picture, layer)]);
  return { ...picture, maps, whole: false };
}

/** The last layers of a picture, each row divided by the sum of its absolute values. */
export function asShares(picture: Picture, layers: number): Picture {
  return {
    ...picture,
    maps: picture.maps.slice(-layers).map(rowsToOne),
    cueShares: picture.cueShares.slice(-layers),
  };
}

/** The largest score of some maps, whatever its sign; 1 when all are 0, so that it can divide. */
export function maximumOf(maps: readonly (readonly (readonly number[])[])[]): number {
  let maximum = 0;
  for (const map of maps) {
    for (const row of map) {
      for (const value of row) {
        maximum = Math.max(maximum, Math.abs(value));
      }
    }
  }
  return maximum > 0 ? maximum : 1;
}
