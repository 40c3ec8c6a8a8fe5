import { withBase } from "../../api/basePath.ts";
import { BASE } from "../../api/client.ts";
import { copyText } from "../../dom/clipboard.ts";
import { type Child, h } from "../../dom/element.ts";
import { icon } from "../../dom/icon.ts";
import { toast } from "../../dom/parts.ts";
import { curlLine } from "../../state/contract/curl.ts";
import type { ContractDocument, MediaType, Parameter } from "../../state/contract/document.ts";
import type { Operation } from "../../state/contract/operations.ts";
import { INTERFACE } from "../../help/helpContents.ts";
import { fold, schemaView, typeLine } from "./schemaView.ts";

/** The parts of a path, its places set off. */
const pathText = (path: string): Child[] =>
  path
    .split(/(\{\w+\})/)
    .map((part) => (part.startsWith("{") ? h("span", { class: "path-place" }, part) : part));

/** Text in which what stands between backticks is code. */
const prose = (text: string): Child[] =>
  text.split(/`([^`]+)`/).map((part, place) => (place % 2 === 1 ? h("code", {}, part) : part));

const section = (title: string, ...children: Child[]): HTMLElement =>
  h("section", { class: "operation-part" }, h("h4", {}, title), ...children);

function exampleLine(document: ContractDocument, operation: Operation): HTMLElement {
  const line = curlLine(document, operation, location.origin + withBase(BASE));
  const copy = h(
    "button",
    { type: "button", class: "button small", "aria-label": `Copy the example of ${operation.id}` },
    icon("copy", 14),
    "Copy",
  );
  copy.addEventListener("click", () => {
    copyText(line, copy).then(
      () => toast("Copied."),
      () => toast("The browser does not allow copying; select the line and copy it."),
    );
  });
  return h("div", { class: "curl" }, h("pre", { tabindex: 0 }, h("code", {}, line)), copy);
}

const parameterRow = (document: ContractDocument, parameter: Parameter): HTMLElement =>
  h(
    "li",
    {},
    h(
      "div",
      { class: "schema-line" },
      h("code", { class: "schema-name" }, parameter.name),
      typeLine(document, parameter.schema ?? {}),
      h("span", { class: "tag" }, `in the ${parameter.in}`),
      parameter.required === true && h("span", { class: "tag" }, "required"),
    ),
    parameter.description !== undefined &&
      h("p", { class: "hint schema-about" }, ...prose(parameter.description)),
  );

const parameters = (document: ContractDocument, { parameters: all }: Operation): HTMLElement | null =>
  all.length === 0
    ? null
    : section(
        "Parameters",
        h("ul", { class: "schema-parts" }, ...all.map((one) => parameterRow(document, one))),
      );

const content = (document: ContractDocument, media: Readonly<Record<string, MediaType>>): Child[] =>
  Object.entries(media).map(([type, { schema }]) =>
    h(
      "div",
      { class: "media" },
      h("code", { class: "media-type" }, type),
      schemaView(document, schema ?? {}),
    ),
  );

function request(document: ContractDocument, { body }: Operation): HTMLElement | null {
  return body === undefined
    ? null
    : section(body.required ? "Request body" : "Request body, optional", ...content(document, body.content));
}

function answers(document: ContractDocument, operation: Operation): HTMLElement {
  const rows = operation.answers.map(({ status, response }) => {
    const isError = status === "default";
    const head = [
      h("code", { class: `status ${isError ? "bad" : "good"}` }, isError ? "4xx, 5xx" : status),
      h("span", {}, ...prose(response.description ?? "").map((part) => part as Node | string)),
    ];
    const body = response.content ?? {};
    return Object.keys(body).length === 0
      ? h("div", { class: "schema-line" }, ...head)
      : fold(head, () => h("div", {}, ...content(document, body)), !isError);
  });
  return section("Answers", ...rows);
}

/** What an operation takes and answers. */
const details = (document: ContractDocument, operation: Operation): HTMLElement =>
  h(
    "div",
    { class: "operation-body" },
    operation.description !== "" && h("p", {}, ...prose(operation.description)),
    exampleLine(document, operation),
    parameters(document, operation),
    request(document, operation),
    answers(document, operation),
    h(
      "p",
      { class: "hint" },
      "Id of the operation: ",
      h("a", { href: `${INTERFACE.address}#${operation.id}` }, h("code", {}, operation.id)),
    ),
  );

/** One operation, which shows what it takes and answers when it is opened. */
export function operationCard(document: ContractDocument, operation: Operation): HTMLDetailsElement {
  const { id, method, path, summary } = operation;
  const element = fold(
    [
      h("span", { class: `http-method ${method}` }, method.toUpperCase()),
      h("span", { class: "operation-path" }, ...pathText(path).map((part) => part as Node | string)),
      h("span", { class: "operation-summary" }, summary),
    ],
    () => details(document, operation),
  );
  element.className = "operation";
  element.id = id;
  element.tabIndex = -1;
  return element;
}
