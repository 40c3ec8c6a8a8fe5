import type { Aggregation, Method } from "../../api/types.ts";
import { labelled } from "../../dom/controls.ts";
import { h } from "../../dom/element.ts";
import { AGGREGATION_NAMES, KIND_NAMES } from "../../dom/names.ts";
import { segmented, select } from "../../dom/parts.ts";
import { methodHelp } from "../../help/helpLink.ts";
import { hasSingleHeads } from "../../state/sentence/heads.ts";
import { fitting, offeredBy, type Pairing } from "../../state/sentence/sentenceView.ts";
import { primary, type SentenceContext } from "./sentenceContext.ts";

/** The stored methods under the names of their kinds; those that the server no longer knows come last. */
function groups(stored: readonly string[], methods: readonly Method[]): HTMLElement[] {
  const option = (id: string, name: string) => h("option", { value: id }, name);
  const options = (Object.keys(KIND_NAMES) as Method["kind"][]).flatMap((kind) => {
    const members = methods.filter((method) => method.kind === kind && stored.includes(method.id));
    const options = members.map(({ id, name }) => option(id, name));
    return members.length === 0 ? [] : [h("optgroup", { label: KIND_NAMES[kind] }, ...options)];
  });
  const unknown = stored.filter((id) => !methods.some((method) => method.id === id));
  return [...options, ...unknown.map((id) => option(id, id))];
}

/** A switch for how two methods are compared; hidden while there is only one. */
function pairingControl({ view, change, signal }: SentenceContext): HTMLElement {
  const pairing = segmented<Pairing>(
    "How the two methods are compared",
    [
      { value: "beside", label: "Beside" },
      {
        value: "difference",
        label: "Difference",
        title: "First method minus second, each row divided by its sum",
      },
    ],
    (value) =>
      change({
        pairing: value,
        ...(value === "difference" && view.value.sides === "difference" ? { sides: "both" } : {}),
      }),
  );
  const control = labelled("Two methods", pairing.element);
  view.watch(signal, (now) => {
    control.hidden = now.versus === undefined;
    pairing.show(now.pairing);
  });
  return control;
}

/** One head or all of them together; shown only with a method that has single heads. */
function headControl(
  { view, change, heads, methods, signal }: SentenceContext,
  stored: readonly string[],
): HTMLElement {
  const names = Array.from({ length: heads }, (_, head) => `Head ${head + 1}`);
  const head = select<string>("Head", [], "", (value) =>
    change({ head: value === "" ? undefined : Number(value) }),
  );
  head.append(
    h("option", { value: "" }, "All heads"),
    ...names.map((name, place) => h("option", { value: String(place + 1) }, name)),
  );
  const control = labelled("Head", head);
  view.watch(signal, (now) => {
    control.hidden = heads === 0 || !hasSingleHeads(methods, now.method ?? stored[0]);
    head.value = String(now.head ?? "");
  });
  return control;
}

/** Method, what is done with the maps of all layers, and a method to compare with. */
export function methodControls(context: SentenceContext): HTMLElement[] {
  const { view, change, methods, rows, signal } = context;
  const stored = primary(context)?.methods ?? [];
  const find = (id: string | undefined) => methods.find((method) => method.id === id);
  const method = select<string>("Method", [], "", (id) => {
    const aggregation = fitting(view.value.aggregation, offeredBy(find(id), rows));
    const versus = view.value.versus === id ? undefined : view.value.versus;
    const pairing = versus === undefined ? "beside" : view.value.pairing;
    change({ method: id === stored[0] ? undefined : id, head: undefined, aggregation, versus, pairing });
  });
  method.append(...groups(stored, methods));
  const aggregation = select<Aggregation>("Aggregation", [], "none", (value) =>
    change({ aggregation: value }),
  );
  const versus = select<string>("Compare with", [], "", (id) =>
    change(id === "" ? { versus: undefined, pairing: "beside" } : { versus: id }),
  );
  const help = h("span");
  view.watch(signal, (now) => {
    const id = now.method ?? stored[0];
    const info = find(id);
    method.value = id ?? "";
    method.title = info?.description ?? "";
    help.replaceChildren(...(info === undefined ? [] : [methodHelp(info)]));
    const fits = offeredBy(info, rows);
    aggregation.replaceChildren(...fits.map((value) => h("option", { value }, AGGREGATION_NAMES[value])));
    aggregation.value = now.aggregation;
    const others = stored.filter((other) => other !== id);
    versus.replaceChildren(h("option", { value: "" }, "None"), ...groups(others, methods));
    versus.value = now.versus !== undefined && others.includes(now.versus) ? now.versus : "";
  });
  return [
    labelled("Method", method, help),
    headControl(context, stored),
    labelled("Aggregation", aggregation),
    ...(stored.length > 1 ? [labelled("Compare with", versus), pairingControl(context)] : []),
  ];
}
