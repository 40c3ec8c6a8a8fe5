import type { Theme } from "../scale/ramp.ts";
import { withStorage } from "./browserStorage.ts";
import { Store } from "./store.ts";

export type ThemeChoice = "system" | "light" | "dark";

const KEY = "mixlab.theme";
const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");

function stored(): ThemeChoice {
  const value = withStorage((storage) => storage.getItem(KEY));
  return value === "light" || value === "dark" ? value : "system";
}

const resolve = (choice: ThemeChoice): Theme =>
  choice === "system" ? (prefersDark.matches ? "dark" : "light") : choice;

/** The theme that the reader has chosen; "system" follows the operating system. */
export const themeChoice = new Store<ThemeChoice>(stored());

/** The theme the page is drawn in. */
export const theme = new Store<Theme>(resolve(themeChoice.value));

/** Keeps the page's theme in step with the choice and with the operating system. */
export function startTheme(signal: AbortSignal): void {
  const refresh = () => {
    theme.set(resolve(themeChoice.value));
  };
  prefersDark.addEventListener("change", refresh, { signal });
  themeChoice.changes(signal, (choice) => {
    withStorage((storage) => {
      if (choice === "system") {
        storage.removeItem(KEY);
      } else {
        storage.setItem(KEY, choice);
      }
    });
    refresh();
  });
  theme.watch(signal, (value) => {
    document.documentElement.dataset["theme"] = value;
  });
}
