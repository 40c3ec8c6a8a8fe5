import type { Method } from "../../api/types.ts";

const HEAD = /^(.+)_head_(\d+)$/u;

/** Whether a method is one head of another; only the other is stored and evaluated. */
export const isHead = (id: string): boolean => HEAD.test(id);

/** Whether there are maps of single heads of a method. */
export const hasSingleHeads = (methods: readonly Method[], id: string | undefined): boolean =>
  methods.some((method) => method.id === id && method.singleHeads);

/** The method that a single head is one of; another method's own id. */
export const methodOfHead = (id: string): string => HEAD.exec(id)?.[1] ?? id;

/** The server's description of a method; for a single head that of its method, with the head's number from 1 in the name. */
export function infoOf(methods: readonly Method[], id: string | undefined): Method | undefined {
  const [, of, head] = HEAD.exec(id ?? "") ?? [];
  const info = methods.find((method) => method.id === (of ?? id));
  return info === undefined || head === undefined
    ? info
    : { ...info, name: `${info.name}, head ${Number(head) + 1}` };
}
