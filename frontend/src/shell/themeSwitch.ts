import { h } from "../dom/element.ts";
import { icon, type IconName } from "../dom/icon.ts";
import { themeChoice, type ThemeChoice } from "../state/theme.ts";

const CHOICES: Record<ThemeChoice, { next: ThemeChoice; icon: IconName; label: string }> = {
  system: { next: "light", icon: "display", label: "Colours: system setting" },
  light: { next: "dark", icon: "sun", label: "Colours: light" },
  dark: { next: "system", icon: "moon", label: "Colours: dark" },
};

/** Goes round the colours: as the system has them, light, dark. */
export function themeSwitch(signal: AbortSignal): HTMLElement {
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
