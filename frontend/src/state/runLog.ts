import type { Metrics, Run, Stage } from "../api/types.ts";
import { count, duration, percent, secondsBetween } from "../dom/format.ts";
import { STAGE_NAMES } from "../dom/names.ts";

/** A line of a run's log. */
export interface LogLine {
  /** ISO 8601. */
  readonly time: string;
  readonly text: string;
  readonly kind: "plain" | "good" | "bad";
}

function stageLines(stage: Stage): LogLine[] {
  const name = STAGE_NAMES[stage.name];
  const lines: LogLine[] = [];
  if (stage.startedAt !== null) {
    lines.push({ time: stage.startedAt, text: `${name}: started`, kind: "plain" });
  }
  if (stage.finishedAt !== null) {
    const took = duration(secondsBetween(stage.startedAt, stage.finishedAt));
    const amount = stage.total > 0 ? `, ${count(stage.done)} examples` : "";
    const kind = stage.state === "failed" ? "bad" : "plain";
    lines.push({ time: stage.finishedAt, text: `${name}: ${stage.state} after ${took}${amount}`, kind });
  }
  return lines;
}

/** Epochs follow each other from the start of fine-tuning; a resumed run starts its clock again, so never beyond now. */
function epochLines(run: Run, metrics: Metrics, now: number): LogLine[] {
  const stage = run.stages.find(({ name }) => name === "fine-tune");
  const started = stage?.startedAt ?? null;
  if (started === null) {
    return [];
  }
  const latest = stage?.finishedAt === null || stage === undefined ? now : Date.parse(stage.finishedAt);
  let end = Date.parse(started);
  return metrics.epochs.map(({ epoch, trainAccuracy, testAccuracy, seconds }) => {
    end = Math.min(latest, end + seconds * 1000);
    const text = `Epoch ${epoch}: ${percent(testAccuracy)} right on the test half, ${percent(trainAccuracy)} on the train half`;
    return { time: new Date(end).toISOString(), text, kind: "plain" as const };
  });
}

/** What happened in a run, oldest first, told from its stored stages and epochs. */
export function runLog(run: Run, metrics: Metrics, now = Date.now()): LogLine[] {
  const lines: LogLine[] = [
    { time: run.createdAt, text: "Launched", kind: "plain" },
    ...run.stages.flatMap(stageLines),
    ...epochLines(run, metrics, now),
  ];
  if (run.finishedAt !== null) {
    const kind = run.state === "succeeded" ? "good" : run.state === "failed" ? "bad" : "plain";
    const text = run.error === null ? `Run ${run.state}` : `Run ${run.state}: ${run.error}`;
    lines.push({ time: run.finishedAt, text, kind });
  }
  return lines
    .map((line, place) => ({ line, place }))
    .sort((one, other) => Date.parse(one.line.time) - Date.parse(other.line.time) || one.place - other.place)
    .map(({ line }) => line);
}
