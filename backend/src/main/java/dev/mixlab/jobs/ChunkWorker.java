package dev.mixlab.jobs;

import dev.mixlab.common.CancelledException;
import dev.mixlab.common.LogContext;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.common.StorageException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.evaluation.Evaluation;
import dev.mixlab.evaluation.EvaluationInput.Watch;
import dev.mixlab.evaluation.suite.Evaluations;
import dev.mixlab.jobs.chunk.Chunk;
import dev.mixlab.jobs.chunk.ScheduledChunks.Outcome;
import dev.mixlab.jobs.encoding.EncodedData;
import dev.mixlab.jobs.loaded.LoadedModels;
import dev.mixlab.jobs.stage.EvaluationHash;
import dev.mixlab.jobs.stage.EvaluationInputs;
import dev.mixlab.jobs.stage.PipelineJob;
import dev.mixlab.jobs.stage.ScoreChunks;
import dev.mixlab.jobs.stage.Stopwatch;
import dev.mixlab.jobs.stage.StoredChunks;
import dev.mixlab.mixing.engine.ScoreEngine;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.StageState;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.spec.StageName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Computes chunks of runs that are executed elsewhere. What fails here is left to the execution of the run, which tells why. */
final class ChunkWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChunkWorker.class);
    private static final Duration ASK = Duration.ofMillis(300);

    /** A model is kept between the chunks of a run no longer than this. */
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final PipelineJob.Tools tools;
    private final LoadedModels models;
    private final AtomicInteger active = new AtomicInteger();
    private volatile boolean stopping;

    ChunkWorker(PipelineJob.Tools tools) {
        this.tools = tools;
        this.models = new LoadedModels(tools.stores().models(), tools.budget().bytes(), IDLE);
    }

    /** Stops all chunks at their next batch. */
    void stop() {
        stopping = true;
    }

    /** Whether a chunk is computed at this moment. */
    boolean isBusy() {
        return active.get() > 0;
    }

    Outcome compute(Chunk chunk) {
        active.incrementAndGet();
        try {
            return LogContext.RUN.within(chunk.run().value(), () -> computeWanted(chunk));
        } catch (CancelledException stopped) {
            return stopping ? Outcome.HANDED_BACK : Outcome.DONE;
        } catch (StorageException outage) {
            LOG.warn("{} waits: {}", chunk.name(), outage.getMessage());
            return Outcome.POSTPONED;
        } catch (NotFoundException deleted) {
            return Outcome.DONE;
        } catch (RuntimeException | Error failure) {
            if (tools.stores().storage().outage() != null) {
                return Outcome.POSTPONED;
            }
            LOG.warn("{} could not be computed here", chunk.name(), failure);
            return Outcome.DONE;
        } finally {
            active.decrementAndGet();
        }
    }

    private Outcome computeWanted(Chunk chunk) {
        Run run = tools.stores().runs().get(chunk.run());
        ScoreRun scored = scored(run, chunk.stage());
        if (scored == null || !isWanted(run, chunk.stage())) {
            return Outcome.DONE;
        }
        Stopwatch watch = new Stopwatch();
        EncodedData data = tools.encoder().prepare(run.spec());
        StopCheck stop = new StopCheck(chunk);
        models.use(scored.modelId(), loaded -> {
            if (chunk.evaluation() == null) {
                score(scored, chunk, new ScoreChunks(data, run.spec()), loaded.model(), stop);
            } else {
                evaluate(run, scored, chunk, data, loaded.model(), stop);
            }
            return chunk;
        });
        LOG.info("{} computed in {} s", chunk.name(), Math.round(watch.seconds() * 10) / 10.0);
        return Outcome.DONE;
    }

    private static boolean isWanted(Run run, StageName stage) {
        return run.state() == RunState.RUNNING && run.stage(stage).status() == StageState.Status.RUNNING;
    }

    /** Returns the score run that a stage scores or evaluates; null if there is none. */
    private @Nullable ScoreRun scored(Run run, StageName stage) {
        boolean before = stage == StageName.SCORE_BEFORE || stage == StageName.EVALUATE_BEFORE;
        ScoreRunId id = before ? run.results().scoresBefore() : run.results().scoresAfter();
        return id == null ? null : tools.stores().scores().get(id);
    }

    private void score(ScoreRun scored, Chunk chunk, ScoreChunks cut, MaskedLanguageModel model, StopCheck stop) {
        if (!cut.left(tools.stores().scores().stored(scored.id())).contains(chunk.number())) {
            return;
        }
        try (ScoreEngine engine = cut.engine(model, tools.budget())) {
            cut.score(
                    engine,
                    List.of(chunk.number()),
                    examples -> tools.stores().scores().append(scored.id(), examples),
                    done -> {},
                    stop);
        }
    }

    private void evaluate(
            Run run, ScoreRun scored, Chunk chunk, EncodedData data, MaskedLanguageModel model, StopCheck stop) {
        Evaluation evaluation =
                Evaluations.of(List.of(String.valueOf(chunk.evaluation()))).get(0);
        String sha256 = tools.stores().models().get(scored.modelId()).sha256();
        String hash = new EvaluationHash(run.spec(), data.sha256(), sha256, scored).of(evaluation);
        StoredChunks.One one = new StoredChunks.One(
                tools.stores().evaluations(),
                new StoredChunks.Key(scored.id(), evaluation.info().id(), hash),
                chunk.number());
        Watch watch = new Watch() {
            @Override
            public void done(double share) {}

            @Override
            public boolean shallStop() {
                return one.isPassed() || stop.getAsBoolean();
            }
        };
        try {
            evaluation.evaluate(new EvaluationInputs(tools.stores(), run.spec(), data, tools.budget(), scored)
                    .of(model, chunk.number(), watch, one));
        } catch (CancelledException stopped) {
            if (!one.isPassed()) {
                throw stopped;
            }
        }
    }

    /** Tells whether a chunk need not be computed any more, or not here; cheap enough for every batch. */
    private final class StopCheck implements BooleanSupplier {

        private final Chunk chunk;
        private final Stopwatch sinceAsked = new Stopwatch();
        private boolean unwanted;

        StopCheck(Chunk chunk) {
            this.chunk = chunk;
        }

        @Override
        public synchronized boolean getAsBoolean() {
            if (!unwanted && sinceAsked.reached(ASK)) {
                unwanted = !isWanted(tools.stores().runs().get(chunk.run()), chunk.stage());
            }
            return unwanted || stopping;
        }
    }

    @Override
    public void close() {
        models.close();
    }
}
