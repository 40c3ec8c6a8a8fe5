import type { AnyPage } from "../state/page.ts";

const modules = import.meta.glob<Record<string, AnyPage>>("./*Page.ts", { eager: true });

/** Every page: each file `*Page.ts` of this folder exports exactly one. */
export const pages: readonly AnyPage[] = Object.values(modules).flatMap((module) => Object.values(module));
