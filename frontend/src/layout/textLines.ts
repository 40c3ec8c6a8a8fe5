/** Mean width of a character, as a share of the size of the type. */
const CHARACTER = 0.54;

/** The width that a text is expected to take, in pixels. */
export const textWidth = (text: string, size: number): number => text.length * size * CHARACTER;

/** A text cut to what a width holds, with a mark where something is left out. */
export function cut(text: string, width: number, size: number): string {
  const most = Math.floor(width / textWidth("x", size));
  return text.length > most ? `${text.slice(0, Math.max(1, most - 1))}…` : text;
}

/** A word in parts of at most a width. */
function wordParts(word: string, width: number, size: number): string[] {
  const most = Math.max(1, Math.floor(width / textWidth("x", size)));
  const letters = Array.from(word);
  return Array.from({ length: Math.ceil(letters.length / most) }, (_, part) =>
    letters.slice(part * most, (part + 1) * most).join(""),
  );
}

/** A text broken into lines of at most a width; a word that is longer is broken too. */
export function textLines(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  const words = text.split(" ").filter((one) => one !== "");
  for (const word of words.flatMap((one) => wordParts(one, width, size))) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && textWidth(longer, size) <= width) {
      lines[lines.length - 1] = longer;
    } else {
      lines.push(word);
    }
  }
  return lines;
}

/** Places in a line of a width, breaking where the next would not fit. */
export function flow(widths: readonly number[], width: number, gap: number): { x: number; line: number }[] {
  let [x, line] = [0, 0];
  return widths.map((own) => {
    if (x > 0 && x + own > width) {
      [x, line] = [0, line + 1];
    }
    const place = { x, line };
    x += own + gap;
    return place;
  });
}

/** Places result apart to at least a gap, in their order, within bounds as far as there is room. */
export function dodge(places: readonly number[], gap: number, low: number, high: number): number[] {
  const order = places.map((_, index) => index).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  const result = [...places];
  let least = low;
  for (const index of order) {
    result[index] = Math.max(least, result[index] ?? 0);
    least = (result[index] ?? 0) + gap;
  }
  let most = high;
  for (const index of order.reverse()) {
    result[index] = Math.min(most, result[index] ?? 0);
    most = (result[index] ?? 0) - gap;
  }
  return result;
}
