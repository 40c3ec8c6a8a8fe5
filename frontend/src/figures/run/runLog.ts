import type { LogLine, Run, Stage } from "../../api/types.ts";
import { count, duration, secondsBetween } from "../../dom/format.ts";
import { STAGE_NAMES } from "../../dom/names.ts";

/** A line of the log that a run's page shows. */
export interface LogEntry {
  /** ISO 8601. */
  readonly time: string;
  readonly text: string;
  readonly kind: "plain" | "note" | "good" | "bad";
}

function stageLines(stage: Stage): LogEntry[] {
  const name = STAGE_NAMES[stage.name];
  const lines: LogEntry[] = [];
  if (stage.startedAt !== null) {
    lines.push({ time: stage.startedAt, text: `${name}: started`, kind: "plain" });
  }
  if (stage.finishedAt !== null) {
    const took = duration(secondsBetween(stage.startedAt, stage.finishedAt));
    const amount =
      stage.total > 0 ? `, ${count(stage.done)} ${stage.name === "fit-head" ? "steps" : "examples"}` : "";
    const kind = stage.state === "failed" ? "bad" : "plain";
    lines.push({ time: stage.finishedAt, text: `${name}: ${stage.state} after ${took}${amount}`, kind });
  }
  return lines;
}

/** The log of a run, oldest line first: its stages and the lines of the server's log between them. */
export function runLog(run: Run, serverLines: readonly LogLine[]): LogEntry[] {
  const lines: LogEntry[] = [
    { time: run.createdAt, text: "Launched", kind: "plain" },
    ...run.stages.flatMap(stageLines),
    ...serverLines.map(({ at, text }): LogEntry => ({ time: at, text, kind: "note" })),
  ];
  if (run.finishedAt !== null) {
    const kind = run.state === "succeeded" ? "good" : run.state === "failed" ? "bad" : "plain";
    lines.push({ time: run.finishedAt, text: `Run ${run.state}`, kind });
  }
  return lines
    .map((line, place) => ({ line, place }))
    .sort((one, other) => Date.parse(one.line.time) - Date.parse(other.line.time) || one.place - other.place)
    .map(({ line }) => line);
}
