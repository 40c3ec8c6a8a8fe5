import { addressOf, type RequestOptions } from "../../api/client.ts";
import type { AddedPairs, PairColumn, PairReport } from "../../api/types.ts";
import { upload } from "../../api/upload.ts";
import { h, uniqueId } from "../../dom/element.ts";
import { errorNotice, loading } from "../../dom/parts.ts";
import { Latest } from "../../state/latest.ts";
import { columnChoices, type ChosenColumns } from "./columnChoices.ts";
import { reportView } from "./reportView.ts";

const TYPE = "application/octet-stream";
const LARGEST = 64 * 1024 * 1024;

type Query = NonNullable<RequestOptions<"/data/preview", "post">["query"]>;

/** The parameters by which the interface knows the columns. */
const PARAMETERS: Readonly<Record<PairColumn, keyof Query>> = {
  good: "good",
  bad: "bad",
  cues: "cues",
  cue_indices: "cueIndices",
  label: "label",
  paradigm: "paradigm",
  split: "split",
  id: "id",
};

function labelled(label: string, input: HTMLElement, hint: string): HTMLElement {
  input.id = uniqueId("pairs");
  return h(
    "div",
    { class: "field" },
    h("label", { for: input.id }, label),
    input,
    h("p", { class: "hint" }, hint),
  );
}

const numberInput = (value: string, most: number) =>
  h("input", { class: "input", type: "number", min: 0, max: most, step: 1, value, required: true });

interface Inputs {
  readonly file: HTMLInputElement;
  readonly name: HTMLInputElement;
  readonly mostRefused: HTMLInputElement;
  readonly seed: HTMLInputElement;
}

function fileCard({ file, name, mostRefused, seed }: Inputs): HTMLElement {
  return h(
    "section",
    { class: "card padded", "aria-label": "File" },
    h("h2", {}, "File"),
    h(
      "div",
      { class: "fields" },
      labelled(
        "File with minimal pairs",
        file,
        "JSON lines, CSV or TSV with a good and a bad sentence in each row; at most 64 MiB.",
      ),
      labelled("Name of the data set", name, "Leave empty to use the name of the file."),
      labelled("Most refused rows, in percent", mostRefused, "If more rows are refused, nothing is stored."),
      labelled("Seed of the split", seed, "Used where the rows do not say train or test."),
    ),
  );
}

/** The query of a file with the chosen columns. */
function queryOf({ name }: File, { mostRefused, seed }: Inputs, chosen: ChosenColumns): Query {
  const columns = [...chosen].map(([column, value]) => [PARAMETERS[column], value]);
  const query: Query = { file: name, mostRefused: mostRefused.valueAsNumber, seed: seed.valueAsNumber };
  return Object.assign(query, Object.fromEntries(columns)) as Query;
}

/** Reads what would become of a file. */
function previewPairs(
  given: File,
  inputs: Inputs,
  chosen: ChosenColumns,
  signal: AbortSignal,
): Promise<PairReport> {
  return given.size > LARGEST
    ? Promise.reject(new Error("The file is larger than 64 MiB; divide it into several."))
    : upload<PairReport>({
        address: addressOf("/data/preview", {}, queryOf(given, inputs, chosen)),
        body: given,
        type: TYPE,
        signal,
      });
}

/** Stores the pairs of a file, and returns the id of the data set. */
async function storePairs(
  given: File,
  inputs: Inputs,
  chosen: ChosenColumns,
  signal: AbortSignal,
): Promise<string> {
  const name = inputs.name.value.trim();
  const query = { ...queryOf(given, inputs, chosen), ...(name === "" ? {} : { name }) };
  const { data } = await upload<AddedPairs>({
    address: addressOf("/data/pairs", {}, query),
    body: given,
    type: TYPE,
    signal,
  });
  return data?.id ?? "";
}

const newInputs = (): Inputs => ({
  file: h("input", { type: "file", class: "input", accept: ".jsonl,.csv,.tsv,.txt,.json", name: "file" }),
  name: h("input", { class: "input", name: "name", autocomplete: "off", maxlength: 120 }),
  mostRefused: numberInput("5", 100),
  seed: numberInput("42", 2147483647),
});

/** The form that adds minimal pairs: a file, its columns, a preview, and the button that stores it. */
export function addPairs(signal: AbortSignal, added: (id: string) => void): HTMLElement {
  const latest = new Latest(signal);
  const inputs = newInputs();
  const { file, name, mostRefused, seed } = inputs;
  const preview = h("section", { class: "card padded", "aria-label": "Preview", hidden: true });
  const store = h("button", { type: "button", class: "button primary", disabled: true }, "Store the pairs");
  const state = h("span", { class: "hint", role: "status" });
  const show = (content: Node) => {
    preview.hidden = false;
    preview.replaceChildren(h("h2", {}, "Preview"), content);
  };
  const read = () => {
    const given = file.files?.[0];
    store.disabled = true;
    if (given === undefined || !mostRefused.reportValidity() || !seed.reportValidity()) {
      return;
    }
    show(loading(5));
    latest.run(
      (wanted) => previewPairs(given, inputs, columns.chosen, wanted),
      (report) => {
        columns.show(report);
        show(reportView(report));
        store.disabled = report.problem !== null;
      },
      (error) => show(errorNotice(error)),
    );
  };
  const columns = columnChoices(read);
  const save = () => {
    const given = file.files?.[0];
    if (given !== undefined) {
      store.disabled = true;
      state.textContent = "Storing …";
      latest.run(
        (wanted) => storePairs(given, inputs, columns.chosen, wanted),
        added,
        (error) => {
          state.textContent = "";
          show(errorNotice(error));
        },
      );
    }
  };
  file.addEventListener("change", () => {
    columns.forget();
    name.placeholder = file.files?.[0]?.name.replace(/(.)\.[A-Za-z]{1,6}$/, "$1") ?? "";
    read();
  });
  [mostRefused, seed].forEach((input) => input.addEventListener("change", read));
  store.addEventListener("click", save);
  return h(
    "div",
    { class: "add-pairs" },
    fileCard(inputs),
    columns.element,
    preview,
    h("div", { class: "actions" }, store, state),
  );
}
