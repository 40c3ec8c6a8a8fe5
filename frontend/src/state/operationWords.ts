/** The id of an operation of the interface as words: `createRun` is read as "Create run". */
export function wordsOf(operation: string): string {
  const words = operation
    .replaceAll(/([A-Z])/g, " $1")
    .toLowerCase()
    .trim();
  return words.replace(/^./, (first) => first.toUpperCase());
}
