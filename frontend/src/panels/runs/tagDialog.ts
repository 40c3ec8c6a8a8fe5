import { get, post } from "../../api/client.ts";
import type { Run } from "../../api/types.ts";
import { h, uniqueId } from "../../dom/element.ts";
import { formDialog } from "../../dom/formDialog.ts";

/** Tags that are written in one line, with commas between them. */
export const tagsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(",")
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ""),
  ),
];

/** How many of the runs have each tag, in the order of the tags. */
export function tagCounts(runs: readonly Pick<Run, "tags">[]): [tag: string, runs: number][] {
  const counts = new Map<string, number>();
  for (const tag of runs.flatMap(({ tags }) => tags)) {
    counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
}

const title = (runs: readonly Run[]) =>
  runs.length === 1 ? "Tags of the run" : `Tags of ${runs.length} runs`;

/** A switch for each tag that some of the runs have. */
function presentTags(runs: readonly Run[]): { element: HTMLElement; dropped: () => string[] } {
  const boxes = tagCounts(runs).map(([tag, many]) => {
    const box = h("input", { type: "checkbox", value: tag, checked: true });
    const share = many < runs.length ? ` (${many} of ${runs.length} runs)` : "";
    return { box, line: h("label", { class: "pick-line" }, box, h("span", {}, `${tag}${share}`)) };
  });
  const element = h(
    "fieldset",
    { class: "present-tags", hidden: boxes.length === 0 },
    h("legend", { class: "field-label" }, "Tags to keep"),
    ...boxes.map(({ line }) => line),
  );
  const dropped = () => boxes.filter(({ box }) => !box.checked).map(({ box }) => box.value);
  return { element, dropped };
}

/** How the tags of runs change. */
interface TagChange {
  readonly addTags: string[];
  readonly removeTags: string[];
}

/** A line for the names of tags, which offers those that there are. */
function tagField(label: string): { element: HTMLElement; input: HTMLInputElement } {
  const [inputId, listId] = [uniqueId("tags"), uniqueId("tag-list")];
  const input = h("input", {
    id: inputId,
    class: "input",
    list: listId,
    placeholder: "such as baseline, paper",
    autocomplete: "off",
  });
  const known = h("datalist", { id: listId });
  get("/run-choices").then(
    ({ tags }) => known.replaceChildren(...tags.map(({ value }) => h("option", { value }))),
    () => undefined,
  );
  const element = h("div", { class: "field" }, h("label", { for: inputId }, label), input, known);
  return { element, input };
}

/** Asks how the tags of runs change, and changes them; resolves to the runs after the change, none where nothing changed. */
export async function changeTags(runs: readonly Run[]): Promise<readonly Run[]> {
  let changed: readonly Run[] = [];
  const added = tagField("Add tags, with commas between them");
  const present = presentTags(runs);
  await formDialog(title(runs), [added.element, present.element], "Save", async () => {
    const change = { addTags: tagsOf(added.input.value), removeTags: present.dropped() };
    if (change.addTags.length + change.removeTags.length > 0) {
      changed = await post("/runs/changes", { runs: runs.map(({ id }) => id), ...change });
    }
  });
  return changed;
}

/** Asks which tags runs that are not listed get and lose; undefined where none is named. */
export async function askTags(dialogTitle: string): Promise<TagChange | undefined> {
  let change: TagChange | undefined;
  const added = tagField("Add tags, with commas between them");
  const removed = tagField("Remove tags, with commas between them");
  await formDialog(dialogTitle, [added.element, removed.element], "Save", () => {
    const asked = { addTags: tagsOf(added.input.value), removeTags: tagsOf(removed.input.value) };
    change = asked.addTags.length + asked.removeTags.length > 0 ? asked : undefined;
    return Promise.resolve();
  });
  return change;
}
