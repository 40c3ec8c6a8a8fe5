import { describe, expect, it } from "vitest";
import type { Model } from "../src/api/types.ts";
import { modelGroups, modelLine, neighbour } from "../src/state/launch/modelChoice.ts";
import { models } from "./fixture/recorded.ts";

const first = models[0] as Model;

const model = (id: string, kind: Model["origin"]["kind"], name = id): Model => ({
  ...first,
  id,
  name,
  origin: { kind, source: id, revision: null },
  createdAt: kind === "built_in" ? null : "2026-03-01T12:00:00Z",
});

const many = [
  model("c-1", "run", "bert-base-uncased, tuned"),
  model("bert-base-1", "hub", "bert-base-uncased"),
  model("tiny-bert", "built_in"),
  model("our-roberta", "upload"),
];

describe("the choice among many models", () => {
  it("has the built-in ones first, and groups only where there are models", () => {
    expect(modelGroups(many, "").map(({ name, models: found }) => [name, found.map(({ id }) => id)])).toEqual(
      [
        ["Built in", ["tiny-bert"]],
        ["Imported", ["bert-base-1", "our-roberta"]],
        ["Fine-tuned checkpoints", ["c-1"]],
      ],
    );
    expect(modelGroups([], "")).toEqual([]);
  });

  it("is cut down by every word of a search", () => {
    expect(
      modelGroups(many, "BASE uncased").flatMap(({ models: found }) => found.map(({ id }) => id)),
    ).toEqual(["bert-base-1", "c-1"]);
    expect(modelGroups(many, "hugging").flatMap(({ models: found }) => found)).toHaveLength(1);
    expect(modelGroups(many, "nothing like it")).toEqual([]);
  });

  it("moves over the borders of groups, and stops at both ends", () => {
    const groups = modelGroups(many, "");
    expect(neighbour(groups, "tiny-bert", 1)?.id).toBe("bert-base-1");
    expect(neighbour(groups, "our-roberta", 1)?.id).toBe("c-1");
    expect(neighbour(groups, "c-1", 1)?.id).toBe("c-1");
    expect(neighbour(groups, "tiny-bert", -8)?.id).toBe("tiny-bert");
    expect(neighbour(groups, "not in the list", 1)?.id).toBe("tiny-bert");
    expect(neighbour([], "tiny-bert", 1)).toBeUndefined();
  });

  it("tells family, size, origin and age", () => {
    expect(modelLine(model("bert-base-1", "hub"))).toMatch(
      /^bert, 1\.73.M parameters, 3\.46.MB, Hugging Face hub, ./u,
    );
    expect(modelLine(model("tiny-bert", "built_in"))).toMatch(/built in$/u);
  });
});
