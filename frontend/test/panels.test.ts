import { describe, expect, it } from "vitest";
import type { PanelModule } from "../src/panels/panel.ts";

const modules = import.meta.glob<PanelModule<never>>("../src/panels/*/**/*Panel.ts", { eager: true });
const folderOf = (path: string) => path.slice(0, path.lastIndexOf("/"));
const folders = [...new Set(Object.keys(modules).map(folderOf))];

describe("the panels", () => {
  it.each(folders)("of %s stand in an order of their own", (folder) => {
    const own = Object.entries(modules).filter(([path]) => folderOf(path) === folder);
    const panels = own.map(([, { panel }]) => panel);
    expect(panels.every(({ title }) => title !== "")).toBe(true);
    expect(new Set(panels.map(({ title }) => title)).size).toBe(panels.length);
    expect(new Set(panels.map(({ place, order }) => `${place} ${order}`)).size).toBe(panels.length);
  });
});
