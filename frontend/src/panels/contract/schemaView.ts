import { h } from "../../dom/element.ts";
import type { ContractDocument, Schema } from "../../state/contract/document.ts";
import { resolve } from "../../state/contract/document.ts";
import { limits, partsOf, type SchemaPart, typeText } from "../../state/contract/schemaWords.ts";

/** Type and limits of a value, as one line. */
export function typeLine(document: ContractDocument, schema: Schema): HTMLElement {
  const phrases = limits(document, schema);
  return h(
    "span",
    { class: "schema-type" },
    h("code", {}, typeText(document, schema)),
    phrases.length > 0 && h("span", { class: "hint" }, phrases.join(", ")),
  );
}

/** Content that is made when its fold is opened first, so that schemas which hold themselves have no end to wait for. */
export function fold(
  summary: readonly (Node | string)[],
  content: () => HTMLElement,
  open = false,
): HTMLDetailsElement {
  const details = h("details", { class: "schema-fold", open }, h("summary", {}, ...summary));
  let made = false;
  const make = () => {
    if (details.open && !made) {
      made = true;
      details.append(content());
    }
  };
  details.addEventListener("toggle", make);
  make();
  return details;
}

/** What is said of a schema, or of what it refers to. */
const describe = (document: ContractDocument, schema: Schema): string =>
  schema.description ?? resolve(document, schema).description ?? "";

function partRow(document: ContractDocument, part: SchemaPart): HTMLElement {
  const { name, kind, required, schema } = part;
  const description = describe(document, schema);
  const head = [
    kind === "field" ? h("code", { class: "schema-name" }, name) : h("em", { class: "schema-name" }, name),
    typeLine(document, schema),
    ...(required ? [h("span", { class: "tag" }, "required")] : []),
  ];
  const about = description === "" ? [] : [h("p", { class: "hint schema-about" }, description)];
  return h(
    "li",
    {},
    partsOf(document, schema).length === 0
      ? h("div", { class: "schema-line" }, ...head)
      : fold(head, () => partList(document, schema)),
    ...about,
  );
}

const partList = (document: ContractDocument, schema: Schema): HTMLElement =>
  h("ul", { class: "schema-parts" }, ...partsOf(document, schema).map((part) => partRow(document, part)));

/** A schema that can be opened level by level, the first one open. */
export function schemaView(document: ContractDocument, schema: Schema): HTMLElement {
  const description = describe(document, schema);
  return h(
    "div",
    { class: "schema" },
    h("div", { class: "schema-line" }, typeLine(document, schema)),
    description !== "" && h("p", { class: "hint" }, description),
    partsOf(document, schema).length > 0 && partList(document, schema),
  );
}
