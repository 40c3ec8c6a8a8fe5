/** Exponential moving average without the pull towards 0 at the beginning; gaps stay gaps. */
export function smooth(values: readonly (number | null)[], weight = 0.9): (number | null)[] {
  let average = 0;
  let share = 0;
  return values.map((value) => {
    if (value === null) {
      return null;
    }
    average = weight * average + (1 - weight) * value;
    share = weight * share + (1 - weight);
    return average / share;
  });
}
