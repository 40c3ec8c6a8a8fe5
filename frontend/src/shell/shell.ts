import { h, svg } from "../dom/element.ts";
import { icon, type IconName } from "../dom/icon.ts";
import type { AnyPage } from "../state/page.ts";
import { themeChoice, type ThemeChoice } from "./theme.ts";

const SECTIONS = [
  { section: "runs", href: "/", label: "Runs" },
  { section: "results", href: "/results", label: "Results" },
  { section: "launch", href: "/launch", label: "Launch" },
  { section: "catalogue", href: "/catalogue", label: "Models and data" },
] as const;

const CELLS: readonly (readonly [number, number, number])[] = [
  [0, 0, 1],
  [1, 0, 0.12],
  [0, 1, 0.4],
  [1, 1, 0.7],
  [2, 1, 0.12],
  [0, 2, 0.2],
  [1, 2, 0.45],
  [2, 2, 1],
];

/** The mark: a small context-mixing map whose cue stands out. */
function mark(): SVGElement {
  const cells = CELLS.map(([column, row, opacity]) =>
    svg("rect", { x: column * 7, y: row * 7, width: 6, height: 6, rx: 1.2, opacity, fill: "currentColor" }),
  );
  const cue = svg("rect", { x: 14, y: 0, width: 6, height: 6, rx: 1.2, fill: "var(--cue)" });
  return svg("svg", { viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": "true" }, ...cells, cue);
}

const CHOICES: Record<ThemeChoice, { next: ThemeChoice; icon: IconName; label: string }> = {
  system: { next: "light", icon: "display", label: "Colours follow the system" },
  light: { next: "dark", icon: "sun", label: "Light colours" },
  dark: { next: "system", icon: "moon", label: "Dark colours" },
};

function themeSwitch(signal: AbortSignal): HTMLElement {
  const button = h("button", { type: "button", class: "icon-button", id: "theme-switch" });
  button.addEventListener("click", () => {
    themeChoice.set(CHOICES[themeChoice.value].next);
  });
  themeChoice.watch(signal, (choice) => {
    const { label, icon: name } = CHOICES[choice];
    button.replaceChildren(icon(name));
    button.title = `${label} (change)`;
    button.setAttribute("aria-label", button.title);
    button.dataset["choice"] = choice;
  });
  return button;
}

export interface Shell {
  readonly main: HTMLElement;
  /** Marks the navigation's entry of a page. */
  mark(page: AnyPage): void;
}

/** The frame around every page: skip link, header with navigation, main. */
export function shell(signal: AbortSignal): Shell {
  const links = SECTIONS.map(({ section, href, label }) =>
    h("a", { href, "data-section": section, class: "nav-link" }, label),
  );
  const main = h("main", { id: "main", tabindex: -1 });
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
    themeSwitch(signal),
  );
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
      for (const link of links) {
        if (link.dataset["section"] === page.section) {
          link.setAttribute("aria-current", "page");
        } else {
          link.removeAttribute("aria-current");
        }
      }
    },
  };
}
