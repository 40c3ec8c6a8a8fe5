import type { Picture } from "./picture.ts";

/**
 * The routes that lead to the target: from the target after the last layer down to the input, through every score that
 * reaches a threshold. Level 0 is the input, level l what layer l gives out.
 */

/** What a unit after a layer takes from a unit before it. */
export interface RouteEdge {
  /** Place of the layer among the maps, from 0: the edge leads from level `layer` to level `layer` + 1. */
  readonly layer: number;
  readonly receiver: number;
  readonly giver: number;
  readonly score: number;
  /** The least score without its sign from the target to here, on the best route: what a threshold has to pass. */
  readonly weakest: number;
}

/** A unit at a level. */
export interface RouteNode {
  readonly level: number;
  readonly unit: number;
}

/** The part of the maps through which the target is reached. */
export interface Routes {
  /** From the last layer down; in a layer by receiver and giver. */
  readonly edges: readonly RouteEdge[];
  /** The target first, then by level from above and by place in the sentence. */
  readonly nodes: readonly RouteNode[];
  /** Edges that reach the threshold, of which `edges` has the strongest. */
  readonly found: number;
}

/** Sums of scores that were read as decimals miss a threshold by this at most. */
const ROUNDING = 1e-9;

/** All edges on routes whose scores, without their signs, reach a threshold; a score of 0 is no edge. */
function walk({ maps, target }: Picture, threshold: number): RouteEdge[] {
  const edges: RouteEdge[] = [];
  let reached: ReadonlyMap<number, number> = new Map([[target, Infinity]]);
  for (let layer = maps.length - 1; layer >= 0; layer -= 1) {
    const below = new Map<number, number>();
    for (const [receiver, strength] of [...reached].sort(([one], [other]) => one - other)) {
      for (const [giver, score] of (maps[layer]?.[receiver] ?? []).entries()) {
        const size = Math.abs(score);
        if (size > 0 && size >= threshold - ROUNDING) {
          const weakest = Math.min(strength, size);
          edges.push({ layer, receiver, giver, score, weakest });
          below.set(giver, Math.max(weakest, below.get(giver) ?? 0));
        }
      }
    }
    reached = below;
  }
  return edges;
}

/**
 * The edges that a higher threshold would leave, so many at most. Of edges that come and go together those nearer to the
 * target stay, so that each that is kept still leads there.
 */
function strongest(edges: readonly RouteEdge[], most: number): readonly RouteEdge[] {
  if (edges.length <= most) {
    return edges;
  }
  const order = [...edges].sort((one, other) => other.weakest - one.weakest);
  const kept = new Set(order.slice(0, most));
  return edges.filter((edge) => kept.has(edge));
}

/** The nodes of some edges that come from the last layer down. */
function nodesOf(edges: readonly RouteEdge[], target: RouteNode): RouteNode[] {
  const units = Array.from({ length: target.level }, () => new Set<number>());
  for (const { layer, giver } of edges) {
    units[layer]?.add(giver);
  }
  const below = units.flatMap((own, level) =>
    [...own].sort((a, b) => b - a).map((unit) => ({ level, unit })),
  );
  return [target, ...below.reverse()];
}

/** The routes to a picture's target through scores of at least a threshold; not more than so many edges. */
export function routesTo(picture: Picture, threshold: number, most: number): Routes {
  const all = walk(picture, threshold);
  const edges = strongest(all, most);
  const nodes = nodesOf(edges, { level: picture.maps.length, unit: picture.target });
  return { edges, nodes, found: all.length };
}

const sameNode = (level: number, unit: number, node: RouteNode) => level === node.level && unit === node.unit;

/** The edges of all routes that go through a node: those up to the target and those down to the input. */
export function routesThrough({ edges }: Pick<Routes, "edges">, node: RouteNode): ReadonlySet<RouteEdge> {
  const through = new Set<RouteEdge>();
  const follow = (order: readonly RouteEdge[], way: "up" | "down") => {
    const reached: Set<number>[] = [];
    reached[node.level] = new Set([node.unit]);
    for (const edge of order) {
      const [from, to] = way === "down" ? [edge.receiver, edge.giver] : [edge.giver, edge.receiver];
      const [fromLevel, toLevel] =
        way === "down" ? [edge.layer + 1, edge.layer] : [edge.layer, edge.layer + 1];
      if (reached[fromLevel]?.has(from) === true) {
        through.add(edge);
        (reached[toLevel] ??= new Set()).add(to);
      }
    }
  };
  follow(edges, "down");
  follow([...edges].reverse(), "up");
  return through;
}

/** What a node takes from units below, and gives to units above, the strongest first. */
export function scoresAt(
  { edges }: Pick<Routes, "edges">,
  node: RouteNode,
): { readonly takes: readonly RouteEdge[]; readonly gives: readonly RouteEdge[] } {
  const bySize = (one: RouteEdge, other: RouteEdge) => Math.abs(other.score) - Math.abs(one.score);
  return {
    takes: edges.filter(({ layer, receiver }) => sameNode(layer + 1, receiver, node)).sort(bySize),
    gives: edges.filter(({ layer, giver }) => sameNode(layer, giver, node)).sort(bySize),
  };
}
