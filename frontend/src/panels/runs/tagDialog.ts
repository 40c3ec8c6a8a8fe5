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

/** Asks how the tags of runs change, and changes them; resolves to the runs after the change, none where nothing changed. */
export async function changeTags(runs: readonly Run[]): Promise<readonly Run[]> {
  let changed: readonly Run[] = [];
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
  const present = presentTags(runs);
  const fields = [
    h(
      "div",
      { class: "field" },
      h("label", { for: inputId }, "Add tags, with commas between them"),
      input,
      known,
    ),
    present.element,
  ];
  await formDialog(title(runs), fields, "Save", async () => {
    const change = { addTags: tagsOf(input.value), removeTags: present.dropped() };
    if (change.addTags.length + change.removeTags.length > 0) {
      changed = await post("/runs/changes", { runs: runs.map(({ id }) => id), ...change });
    }
  });
  return changed;
}
