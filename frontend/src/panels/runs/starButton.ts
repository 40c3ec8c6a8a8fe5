import { patch } from "../../api/client.ts";
import { messageOf } from "../../api/problem.ts";
import type { Run } from "../../api/types.ts";
import { h } from "../../dom/element.ts";
import { icon } from "../../dom/icon.ts";
import { toast } from "../../dom/parts.ts";

/** A star that is filled where the run is starred; `changed` gets the run after a click. */
export function starButton(run: Run, changed: (run: Run) => void): HTMLButtonElement {
  const { id, name, starred } = run;
  const click = () => {
    patch("/runs/{runId}", { starred: !starred }, { path: { runId: id } }).then(changed, (error: unknown) =>
      toast(messageOf(error)),
    );
  };
  return h(
    "button",
    {
      type: "button",
      class: "star",
      "aria-pressed": String(starred),
      "aria-label": `Star ${name}`,
      title: starred ? "Remove the star" : "Star this run",
      on: { click },
    },
    icon("star"),
  );
}

/** The tags of a run as links to the runs that have them. */
export const tagLinks = ({ tags }: Pick<Run, "tags">): HTMLElement[] =>
  tags.map((tag) =>
    h(
      "a",
      { class: "tag run-tag", href: `/?tag=${encodeURIComponent(tag)}`, title: `Runs with the tag ${tag}` },
      tag,
    ),
  );
