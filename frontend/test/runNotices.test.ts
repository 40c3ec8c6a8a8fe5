import { describe, expect, it } from "vitest";
import { noticesSince } from "../src/state/runs/runNotices.ts";
import { run } from "./fixture/recorded.ts";

const at = (minute: number) => `2026-03-01T12:0${minute}:00Z`;

describe("notices of runs that have ended", () => {
  it("are of those that ended since the last one, the earliest first", () => {
    const runs = [
      run("r-4", { state: "failed", error: "the disk is full", accuracyAfter: null, finishedAt: at(4) }),
      run("r-3", { name: "good", state: "succeeded", accuracyAfter: 0.9, finishedAt: at(3) }),
      run("r-2", { finishedAt: at(2) }),
      run("r-1", { finishedAt: null }),
    ];
    const notices = noticesSince(runs, at(2)).map(({ title, text, address }) => [
      title,
      text.replaceAll(/[^\S\n]/gu, " "),
      address,
    ]);
    expect(notices).toEqual([
      ["good succeeded", "Accuracy after fine-tuning 90.0 %\nseed 42 · rate 3e-4 · r-3", "/runs/r-3"],
      [`${run("r-4").name} failed`, "the disk is full\nseed 42 · rate 3e-4 · r-4", "/runs/r-4"],
    ]);
    expect(noticesSince(runs, at(4))).toEqual([]);
  });

  it("are one where many runs ended at once", () => {
    const many = [9, 8, 7, 6, 5, 4].map((minute) => run(`r-${minute}`, { finishedAt: at(minute) }));
    expect(noticesSince(many, at(1))).toEqual([
      { title: "More than 5 runs have ended", text: "", address: "/?sort=finished" },
    ]);
  });
});
