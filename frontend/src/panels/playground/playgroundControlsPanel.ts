import type { Aggregation, Method } from "../../api/types.ts";
import { labelled } from "../../dom/controls.ts";
import { h } from "../../dom/element.ts";
import { AGGREGATION_NAMES, KIND_NAMES } from "../../dom/names.ts";
import { segmented, select } from "../../dom/parts.ts";
import { methodHelp } from "../../help/helpLink.ts";
import { type Against, aggregationFor } from "../../state/playground/playgroundView.ts";
import type { Panel } from "../panel.ts";
import type { PlaygroundContext } from "./playgroundContext.ts";

const AGAINST: readonly (readonly [Against, string])[] = [
  ["nothing", "Nothing"],
  ["unchanged", "The sentence as typed"],
  ["model", "Another model"],
  ["sentence", "Another sentence"],
];

function methodControl({ methods, view, change, signal }: PlaygroundContext): HTMLElement {
  const control = select<string>("Method", [], "", (method) => change({ method }));
  const kinds = Object.keys(KIND_NAMES) as Method["kind"][];
  control.append(
    ...kinds.map((kind) =>
      h(
        "optgroup",
        { label: KIND_NAMES[kind] },
        ...methods.filter((one) => one.kind === kind).map(({ id, name }) => h("option", { value: id }, name)),
      ),
    ),
  );
  const help = h("span");
  view.watch(signal, ({ method }) => {
    const info = methods.find(({ id }) => id === method);
    control.value = method;
    control.title = info?.description ?? "";
    help.replaceChildren(...(info === undefined ? [] : [methodHelp(info)]));
  });
  return labelled("Method", control, help);
}

function aggregationControl({ methods, view, change, signal }: PlaygroundContext): HTMLElement {
  const control = select<Aggregation>("Aggregation", [], "none", (aggregation) => change({ aggregation }));
  view.watch(signal, (now) => {
    const info = methods.find(({ id }) => id === now.method);
    const offered = info?.aggregations ?? ["none"];
    control.replaceChildren(...offered.map((value) => h("option", { value }, AGGREGATION_NAMES[value])));
    control.value = aggregationFor(now, info);
  });
  return labelled("Aggregation", control);
}

/** What the sentence is compared with; the other model or sentence beside it. */
function againstControls({ models, view, change, signal }: PlaygroundContext): HTMLElement[] {
  const choices = AGAINST.map(([value, label]) => ({ value, label }));
  const against = select<Against>("Compare with", choices, "nothing", (value) => change({ against: value }));
  const model = select<string>(
    "Other model",
    models.map(({ id, name }) => ({ value: id, label: name })),
    "",
    (otherModel) => change({ otherModel }),
  );
  const sentence = h("input", {
    class: "input playground-text",
    "aria-label": "Other sentence",
    maxlength: 600,
    autocomplete: "off",
    spellcheck: "false",
  });
  sentence.addEventListener("change", () => {
    if (sentence.value.trim() !== "") {
      change({ otherText: sentence.value.trim() });
    }
  });
  const controls = [labelled("Other model", model), labelled("Other sentence", sentence)] as const;
  controls[1].classList.add("wide-control");
  view.watch(signal, (now) => {
    against.value = now.against;
    model.value = now.otherModel;
    sentence.value = now.otherText;
    controls[0].hidden = now.against !== "model";
    controls[1].hidden = now.against !== "sentence";
  });
  return [labelled("Compare with", against), ...controls];
}

function levelControl({ view, change, signal }: PlaygroundContext): HTMLElement {
  const control = segmented<"piece" | "word">(
    "Rows and columns",
    [
      { value: "piece", label: "Tokens" },
      { value: "word", label: "Words", title: "Tokens of one word put together" },
    ],
    (level) => change({ level }, "replace"),
  );
  view.watch(signal, ({ level }) => control.show(level));
  return labelled("Rows and columns", control.element);
}

/** Method, aggregation, and what the sentence is compared with. */
export const panel: Panel<PlaygroundContext> = {
  title: "Maps of what, by what",
  order: 30,
  place: "wide",
  mount(host, context) {
    host.classList.remove("card", "padded");
    host.append(
      h(
        "section",
        { class: "controls results-controls", "aria-label": "Method and comparison" },
        ...(context.readOnly
          ? []
          : [methodControl(context), aggregationControl(context), ...againstControls(context)]),
        levelControl(context),
      ),
    );
  },
};
