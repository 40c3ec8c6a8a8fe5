/** Turns links to other places of the server into plain text, those that are added later too. */
export function withoutLinks(host: HTMLElement, why: string, signal: AbortSignal): void {
  const plain = (root: ParentNode) => {
    for (const link of root.querySelectorAll('a[href^="/"]')) {
      link.removeAttribute("href");
      link.removeAttribute("download");
      link.setAttribute("title", why);
      link.classList.add("not-shared");
    }
  };
  const observer = new MutationObserver(() => {
    plain(host);
  });
  observer.observe(host, { childList: true, subtree: true, attributeFilter: ["href"] });
  signal.addEventListener("abort", () => {
    observer.disconnect();
  });
  plain(host);
}
