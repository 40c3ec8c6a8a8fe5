import { h } from "../dom/element.ts";
import { mark } from "./mark.ts";
import { themeSwitch } from "./themeSwitch.ts";

export interface SharedShell {
  readonly main: HTMLElement;
  /** Says what is shown and since when it is shared. */
  say(title: string, since: string): void;
}

/** The frame around a shared view: what it is and by what it was made, no way to anywhere else. */
export function sharedShell(signal: AbortSignal): SharedShell {
  const title = h("strong", { class: "shared-title" }, "Shared view");
  const since = h("span", { class: "hint" });
  const main = h("main", { id: "main", tabindex: -1 });
  document.body.append(
    h(
      "header",
      { class: "top shared-top" },
      h("span", { class: "wordmark", title: "Made with mixlab" }, mark(), h("span", {}, "mixlab")),
      h("div", { class: "shared-what" }, title, h("span", { class: "tag" }, "read only"), since),
      themeSwitch(signal),
    ),
    main,
    h("div", { class: "toasts", role: "status", "aria-live": "polite" }),
  );
  return {
    main,
    say: (text, when) => {
      title.textContent = text;
      since.textContent = when;
    },
  };
}
