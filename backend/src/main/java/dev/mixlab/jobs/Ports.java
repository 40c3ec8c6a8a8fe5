package dev.mixlab.jobs;

import dev.mixlab.run.Checkpoints;
import dev.mixlab.run.DataSets;
import dev.mixlab.run.EvaluationRuns;
import dev.mixlab.run.Models;
import dev.mixlab.run.Paces;
import dev.mixlab.run.RunEvents;
import dev.mixlab.run.RunJournal;
import dev.mixlab.run.Runs;
import dev.mixlab.run.ScoreRuns;
import dev.mixlab.run.TrainingStates;

/** All that jobs read from and write to. */
public record Ports(
        Runs runs,
        RunJournal journal,
        RunEvents events,
        Models models,
        DataSets dataSets,
        Checkpoints checkpoints,
        ScoreRuns scores,
        EvaluationRuns evaluations,
        TrainingStates states,
        Paces paces) {}
