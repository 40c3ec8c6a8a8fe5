/** The element that the part of the address after # names; the text is taken as it is where it has a malformed escape. */
export function hashTarget(): HTMLElement | null {
  const text = location.hash.slice(1);
  try {
    return document.getElementById(decodeURIComponent(text));
  } catch {
    return document.getElementById(text);
  }
}
