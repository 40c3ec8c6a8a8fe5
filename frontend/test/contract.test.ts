import { describe, expect, it } from "vitest";
import { operationCard } from "../src/panels/contract/operationCard.ts";
import { schemaView } from "../src/panels/contract/schemaView.ts";
import { curlLine, sampleOf } from "../src/state/contract/curl.ts";
import type { ContractDocument, Schema } from "../src/state/contract/document.ts";
import { resolve } from "../src/state/contract/document.ts";
import { matchesOperation, type Operation, operationGroups } from "../src/state/contract/operations.ts";
import { limits, partsOf, typeText } from "../src/state/contract/schemaWords.ts";

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

const TREE: Schema = {
  type: "object",
  description: "A tree",
  required: ["name"],
  properties: {
    name: { type: "string", minLength: 1, maxLength: 1200, description: "Its name" },
    children: { type: "array", items: ref("Tree") },
  },
};

const DOCUMENT: ContractDocument = {
  info: { title: "Trees", version: "1" },
  servers: [{ url: "/api/v1" }],
  tags: [{ name: "trees", description: "All about trees" }, { name: "unused" }],
  paths: {
    "/trees/{treeId}/leaves": {
      parameters: [{ $ref: "#/components/parameters/TreeId" }],
      get: {
        operationId: "listLeaves",
        tags: ["trees"],
        summary: "List leaves",
        parameters: [
          {
            name: "colour",
            in: "query",
            required: true,
            schema: { type: "string", enum: ["dark green", "red"] },
          },
          { name: "limit", in: "query", schema: { type: "integer", minimum: 1, maximum: 1000, default: 50 } },
        ],
        responses: {
          "200": { description: "Leaves", content: { "application/json": { schema: ref("Tree") } } },
        },
      },
      post: {
        operationId: "addLeaf",
        tags: ["trees"],
        summary: "Add a leaf",
        requestBody: {
          required: true,
          content: { "application/json": { schema: ref("Tree"), example: { name: "the maple's" } } },
        },
        responses: { "201": { description: "Added" }, default: { $ref: "#/components/responses/Problem" } },
      },
    },
    "/trees": {
      delete: {
        operationId: "fellAll",
        summary: "Fell all",
        responses: { "204": { description: "Felled" } },
      },
      get: {
        operationId: "download",
        tags: ["trees"],
        summary: "Download",
        responses: { "200": { description: "The zip", content: { "application/zip": { schema: {} } } } },
      },
    },
  },
  components: {
    parameters: {
      TreeId: {
        name: "treeId",
        in: "path",
        required: true,
        description: "Which tree",
        schema: { type: "string" },
      },
    },
    responses: { Problem: { description: "A problem" } },
    schemas: { Tree: TREE, Alias: ref("Tree") },
  },
};

const operations = operationGroups(DOCUMENT).flatMap((group) => group.operations);
const named = (id: string): Operation => {
  const found = operations.find((one) => one.id === id);
  if (found === undefined) {
    throw new Error(`no operation ${id}`);
  }
  return found;
};
const BASE = "http://host/api/v1";

describe("the operations of a contract", () => {
  it("stand under their tags in the document's order, with the parameters of their paths", () => {
    expect(
      operationGroups(DOCUMENT).map(({ tag, operations: own }) => [tag, own.map(({ id }) => id)]),
    ).toEqual([
      ["trees", ["listLeaves", "addLeaf", "download"]],
      ["other", ["fellAll"]],
    ]);
    expect(named("listLeaves").parameters.map(({ name }) => name)).toEqual(["treeId", "colour", "limit"]);
    expect(named("addLeaf").answers[1]?.response.description).toBe("A problem");
  });

  it("are found by any words of path, text and parameters", () => {
    const found = (search: string) =>
      operations.filter((one) => matchesOperation(one, search)).map(({ id }) => id);
    expect(found("")).toHaveLength(4);
    expect(found("LEAVES post")).toEqual(["addLeaf"]);
    expect(found("colour")).toEqual(["listLeaves"]);
    expect(found("which tree")).toEqual(["listLeaves", "addLeaf"]);
    expect(found("stone")).toEqual([]);
  });

  it("refuse a reference that leads nowhere", () => {
    expect(() => resolve(DOCUMENT, ref("Bush"))).toThrow("#/components/schemas/Bush leads nowhere");
    expect(resolve(DOCUMENT, ref("Alias"))).toBe(TREE);
  });
});

describe("a schema in words", () => {
  it("has a type", () => {
    expect(typeText(DOCUMENT, ref("Tree"))).toBe("Tree");
    expect(typeText(DOCUMENT, { type: "array", items: ref("Tree") })).toBe("list of Tree");
    expect(typeText(DOCUMENT, { type: ["integer", "null"] })).toBe("integer or null");
    expect(typeText(DOCUMENT, { oneOf: [ref("Tree"), { type: "null" }] })).toBe("Tree or null");
    expect(typeText(DOCUMENT, { type: "string", format: "binary" })).toBe("bytes");
  });

  it("has limits, choices and a default", () => {
    expect(limits(DOCUMENT, { type: "string", minLength: 1, maxLength: 1200 })).toEqual([
      "1 to 1,200 characters",
    ]);
    expect(limits(DOCUMENT, { type: "number", exclusiveMinimum: 0, maximum: 0.5, default: 0 })).toEqual([
      "above 0",
      "at most 0.5",
      "default 0",
    ]);
    expect(limits(DOCUMENT, { type: "array", minItems: 2, uniqueItems: true })).toEqual([
      "at least 2 items",
      "each once",
    ]);
    expect(limits(DOCUMENT, { enum: ["a", "b"] })).toEqual(["one of a, b"]);
  });

  it("has parts, of which lists and single alternatives are looked through", () => {
    const names = (schema: Schema) => partsOf(DOCUMENT, schema).map(({ name }) => name);
    expect(names({ type: "array", items: ref("Tree") })).toEqual(["name", "children"]);
    expect(names({ anyOf: [ref("Tree"), { type: "null" }] })).toEqual(["name", "children"]);
    expect(names({ oneOf: [ref("Tree"), { ...TREE, title: "other" }] })).toEqual(["Tree", "other"]);
    expect(names({ additionalProperties: { type: "number" } })).toEqual(["any name"]);
    expect(names({ type: "string" })).toEqual([]);
  });

  it("ends where it holds itself", () => {
    const list: ContractDocument = { ...DOCUMENT, components: { schemas: { List: { items: ref("List") } } } };
    expect(partsOf(list, ref("List"))).toEqual([]);
  });
});

describe("an example for the command line", () => {
  it("fills in what is required and quotes what a shell would read", () => {
    expect(curlLine(DOCUMENT, named("listLeaves"), BASE)).toBe(
      "curl 'http://host/api/v1/trees/TREE_ID/leaves?colour=dark%20green'",
    );
    expect(curlLine(DOCUMENT, named("addLeaf"), BASE)).toBe(
      String.raw`curl -H 'Content-Type: application/json' -d '{"name":"the maple'\''s"}' 'http://host/api/v1/trees/TREE_ID/leaves'`,
    );
    expect(curlLine(DOCUMENT, named("fellAll"), BASE)).toBe("curl -X DELETE 'http://host/api/v1/trees'");
    expect(curlLine(DOCUMENT, named("download"), BASE)).toBe("curl -OJ 'http://host/api/v1/trees'");
  });

  it("makes up a body of the required fields alone", () => {
    expect(sampleOf(DOCUMENT, ref("Tree"))).toEqual({ name: "TEXT" });
    expect(
      sampleOf(DOCUMENT, { type: "array", minItems: 1, items: { type: "integer", minimum: 3 } }),
    ).toEqual([3]);
  });
});

describe("an operation on the page", () => {
  it("is made when it is opened, and so is each level of a schema", () => {
    const card = operationCard(DOCUMENT, named("listLeaves"));
    expect(card.textContent).toContain("/trees/{treeId}/leaves");
    expect(card.querySelector(".operation-body")).toBeNull();
    document.body.append(card);
    card.open = true;
    card.dispatchEvent(new Event("toggle"));
    const body = card.querySelector<HTMLElement>(".operation-body");
    expect(body?.textContent).toContain("1 to 1,000, default 50");
    expect(body?.textContent).toContain("one of dark green, red");
    const folds = [...card.querySelectorAll<HTMLDetailsElement>(".schema-parts .schema-fold")];
    expect(folds.map((one) => one.querySelector(".schema-name")?.textContent)).toEqual(["children"]);
    expect(folds[0]?.querySelector("ul")).toBeNull();
  });

  it("shows what a schema says of itself", () => {
    const view = schemaView(DOCUMENT, ref("Tree"));
    expect(view.textContent).toContain("A tree");
    expect(view.textContent).toContain("1 to 1,200 characters");
    expect([...view.querySelectorAll(".tag")].map((tag) => tag.textContent)).toEqual(["required"]);
  });
});
