import { h } from "../dom/element.ts";
import { icon } from "../dom/icon.ts";
import type { AnyPage } from "../state/page.ts";
import { mayChange, session } from "../state/session.ts";
import { accountMenu } from "./accountMenu.ts";
import { mark } from "./mark.ts";
import { themeSwitch } from "./themeSwitch.ts";

const SECTIONS = [
  { section: "runs", href: "/", label: "Runs" },
  { section: "results", href: "/results", label: "Results" },
  { section: "queue", href: "/queue", label: "Queue" },
  { section: "launch", href: "/launch", label: "Launch" },
  { section: "compare", href: "/compare", label: "Compare" },
  { section: "playground", href: "/playground", label: "Playground" },
  { section: "models", href: "/models", label: "Models" },
  { section: "data", href: "/data", label: "Data" },
  { section: "shares", href: "/shares", label: "Shares" },
  { section: "help", href: "/help", label: "Help" },
] as const;

export interface Shell {
  readonly main: HTMLElement;
  /** Marks the navigation's entry of a page, and offers to share it where it can be shared. */
  mark(page: AnyPage): void;
}

/** The frame around every page: skip link, header with navigation, main. */
export function shell(signal: AbortSignal, share: () => void): Shell {
  const links = SECTIONS.map(({ section, href, label }) =>
    h("a", { href, "data-section": section, class: "nav-link" }, label),
  );
  const main = h("main", { id: "main", tabindex: -1 });
  const shareButton = h(
    "button",
    {
      type: "button",
      class: "button small share-button",
      title: "Share this view",
      hidden: true,
      on: { click: share },
    },
    icon("share", 14),
    h("span", {}, "Share"),
  );
  const header = h(
    "header",
    { class: "top" },
    h(
      "a",
      { href: "/", class: "wordmark", "aria-label": "Mixlab, all runs" },
      mark(),
      h("span", {}, "mixlab"),
    ),
    h("nav", { "aria-label": "Pages" }, ...links),
    shareButton,
    accountMenu(signal),
    themeSwitch(signal),
  );
  session.watch(signal, (known) => {
    for (const link of links) {
      link.hidden = link.dataset["section"] === "launch" && !mayChange(known);
    }
  });
  const skip = h("a", { href: "#main", class: "skip-link" }, "Skip to the content");
  document.body.append(
    skip,
    header,
    main,
    h("div", { class: "toasts", role: "status", "aria-live": "polite" }),
  );
  return {
    main,
    mark: (page) => {
      shareButton.hidden = page.editableInShare === undefined;
      for (const link of links) {
        if (link.dataset["section"] === page.section) {
          link.setAttribute("aria-current", "page");
          link.scrollIntoView({ block: "nearest", inline: "center" });
        } else {
          link.removeAttribute("aria-current");
        }
      }
    },
  };
}
