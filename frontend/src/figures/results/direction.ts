/** Which direction of a measure is the better one, in words. */
export const directionOf = (higherIsBetter: boolean): string =>
  higherIsBetter ? "higher is better" : "lower is better";
