package dev.mixlab.jobs.stage;

import dev.mixlab.run.RunJournal;
import dev.mixlab.run.RunLeases;
import dev.mixlab.run.Runs;
import dev.mixlab.run.Storage;
import dev.mixlab.run.TrainingStates;
import dev.mixlab.run.catalogue.Checkpoints;
import dev.mixlab.run.catalogue.DataSets;
import dev.mixlab.run.catalogue.ImportedModels;
import dev.mixlab.run.catalogue.Models;
import dev.mixlab.run.estimate.Throughputs;
import dev.mixlab.run.event.RunEvents;
import dev.mixlab.run.fitting.Texts;
import dev.mixlab.run.score.EvaluationRuns;
import dev.mixlab.run.score.ScoreRuns;

/** The ports through which jobs read and write stored data. */
public record Stores(
        Runs runs,
        RunJournal journal,
        RunLeases leases,
        RunEvents events,
        Models models,
        ImportedModels imported,
        Texts texts,
        DataSets dataSets,
        Checkpoints checkpoints,
        ScoreRuns scores,
        EvaluationRuns evaluations,
        TrainingStates states,
        Throughputs throughputs,
        Storage storage) {}
