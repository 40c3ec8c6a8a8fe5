import { h, uniqueId } from "../../dom/element.ts";
import { errorNotice, loading } from "../../dom/parts.ts";
import { Latest } from "../../state/latest.ts";
import { columnChoices, type ChosenColumns } from "./columnChoices.ts";
import { folderSource, uploadSource, type PairSettings, type PairSource } from "./pairSource.ts";
import { reportView } from "./reportView.ts";
import { serverFolder } from "./serverFolder.ts";

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

/** The card with the file or folder, whose source is handed on, and how it is read. */
function sourceCard(
  { file, name, mostRefused, seed }: Inputs,
  choose: (source: PairSource | undefined) => void,
  signal: AbortSignal,
): HTMLElement {
  file.addEventListener("change", () => {
    const [first] = file.files ?? [];
    choose(first === undefined ? undefined : uploadSource(first));
  });
  const folder = serverFolder({
    label: "Or a folder or file of the server",
    button: "Read",
    offered: () => true,
    read: (path) => {
      file.value = "";
      choose(folderSource(path));
    },
    signal,
  });
  folder.offer();
  return h(
    "section",
    { class: "card padded", "aria-label": "Source" },
    h("h2", {}, "Source"),
    h(
      "div",
      { class: "fields" },
      labelled(
        "File with minimal pairs",
        file,
        "JSON lines, CSV or TSV with a good and a bad sentence in each row; at most 64 MiB.",
      ),
      folder.element,
      labelled("Name of the data set", name, "Leave empty to use the name of the file or folder."),
      labelled("Most refused rows, in percent", mostRefused, "If more rows are refused, nothing is stored."),
      labelled("Seed of the split", seed, "Used where the rows do not say train or test."),
    ),
  );
}

const settingsOf = ({ name, mostRefused, seed }: Inputs, columns: ChosenColumns): PairSettings => ({
  name: name.value,
  mostRefused: mostRefused.valueAsNumber,
  seed: seed.valueAsNumber,
  columns,
});

const newInputs = (): Inputs => ({
  file: h("input", { type: "file", class: "input", accept: ".jsonl,.csv,.tsv,.txt,.json", name: "file" }),
  name: h("input", { class: "input", name: "name", autocomplete: "off", maxlength: 120 }),
  mostRefused: numberInput("5", 100),
  seed: numberInput("42", 2147483647),
});

function previewCard(): { readonly element: HTMLElement; readonly show: (content: Node) => void } {
  const element = h("section", { class: "card padded", "aria-label": "Preview", hidden: true });
  const show = (content: Node) => {
    element.hidden = false;
    element.replaceChildren(h("h2", {}, "Preview"), content);
  };
  return { element, show };
}

/** The form that adds minimal pairs: a file or folder, its columns, a preview, and the button that stores them. */
export function addPairs(signal: AbortSignal, added: (id: string) => void): HTMLElement {
  const latest = new Latest(signal);
  const inputs = newInputs();
  const { name, mostRefused, seed } = inputs;
  const preview = previewCard();
  const store = h("button", { type: "button", class: "button primary", disabled: true }, "Store the pairs");
  const state = h("span", { class: "hint", role: "status" });
  let source: PairSource | undefined;
  const read = () => {
    const present = source;
    store.disabled = true;
    if (present === undefined || !mostRefused.reportValidity() || !seed.reportValidity()) {
      return;
    }
    preview.show(loading(5));
    latest.run(
      (wanted) => present.preview(settingsOf(inputs, columns.chosen), wanted),
      (report) => {
        columns.show(report);
        preview.show(reportView(report));
        store.disabled = report.problem !== null;
      },
      (error) => preview.show(errorNotice(error)),
    );
  };
  const columns = columnChoices(read);
  const choose = (chosen: PairSource | undefined) => {
    source = chosen;
    columns.forget();
    name.placeholder = chosen?.usualName ?? "";
    read();
  };
  const save = () => {
    const present = source;
    if (present === undefined) {
      return;
    }
    store.disabled = true;
    state.textContent = "Storing …";
    latest.run(
      (wanted) => present.store(settingsOf(inputs, columns.chosen), wanted),
      added,
      (error) => {
        state.textContent = "";
        preview.show(errorNotice(error));
      },
    );
  };
  [mostRefused, seed].forEach((input) => input.addEventListener("change", read));
  store.addEventListener("click", save);
  return h(
    "div",
    { class: "add-pairs" },
    sourceCard(inputs, choose, signal),
    columns.element,
    preview.element,
    h("div", { class: "actions" }, store, state),
  );
}
