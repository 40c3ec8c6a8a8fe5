import { h } from "../dom/element.ts";
import { icon } from "../dom/icon.ts";
import { mark } from "./mark.ts";
import { themeSwitch } from "./themeSwitch.ts";

export interface SharedShell {
  readonly main: HTMLElement;
  /** Says what is shown and since when it is shared. */
  say(title: string, since: string): void;
}

const toasts = (): HTMLElement => h("div", { class: "toasts", role: "status", "aria-live": "polite" });

const download = (file: string): HTMLElement =>
  h(
    "a",
    {
      href: file,
      download: "",
      class: "button quiet",
      title: "Download this view as one HTML file that works offline",
    },
    icon("download"),
    "Download",
  );

/** No frame at all, for a view within a page of another site. */
export function embeddedShell(): SharedShell {
  const main = h("main", { id: "main", tabindex: -1 });
  document.documentElement.classList.add("embedded");
  document.body.append(main, toasts());
  return { main, say: () => undefined };
}

/**
 * The frame around a shared view: what it is and by what it was made, no way to anywhere else.
 * @param file the address of the view as a file; left out where the page is that file
 */
export function sharedShell(signal: AbortSignal, file?: string): SharedShell {
  const title = h("strong", { class: "shared-title" }, "Shared view");
  const since = h("span", { class: "hint" });
  const main = h("main", { id: "main", tabindex: -1 });
  document.body.append(
    h(
      "header",
      { class: "top shared-top" },
      h("span", { class: "wordmark", title: "Made with mixlab" }, mark(), h("span", {}, "mixlab")),
      h("div", { class: "shared-what" }, title, h("span", { class: "tag" }, "read only"), since),
      file !== undefined && download(file),
      themeSwitch(signal),
    ),
    main,
    toasts(),
  );
  return {
    main,
    say: (text, when) => {
      title.textContent = text;
      since.textContent = when;
    },
  };
}
