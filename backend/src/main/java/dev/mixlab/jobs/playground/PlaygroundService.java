package dev.mixlab.jobs.playground;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.engine.FreedMemory;
import dev.mixlab.jobs.cost.SentenceCost;
import dev.mixlab.jobs.loaded.LoadedModel;
import dev.mixlab.jobs.loaded.LoadedModels;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.engine.ScoreEngine;
import dev.mixlab.mixing.engine.TargetDistribution;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.mixing.method.ScoreOptions;
import dev.mixlab.mixing.method.ScoringMethod;
import dev.mixlab.run.catalogue.ModelEntry;
import dev.mixlab.run.catalogue.Models;
import dev.mixlab.run.playground.Playground;
import dev.mixlab.run.playground.SentenceAnalysis;
import dev.mixlab.run.playground.SentenceAnalysis.Candidate;
import dev.mixlab.run.playground.SentenceAnalysis.Token;
import dev.mixlab.run.playground.SentenceQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The playground over loaded models. One sentence is computed at a time, so that the memory is bounded however many people use it; the
 * maps of the latest sentences are cached, because a page requests the same map again when it only changes the layer or aggregation.
 */
public final class PlaygroundService implements Playground, AutoCloseable {

    /** Maximum estimated time of one map. */
    private static final double SECONDS = 30;

    /** Estimated time of a map from which on it leaves so much free memory behind that giving it back is worth some tenths of a second. */
    private static final double LONG_SECONDS = 2;

    /** Token ids in the place of predicted ones, which the maps of a model without a masked-LM head do not depend on. */
    private static final List<Integer> UNUSED = List.of(0, 1);

    /** A model that is not asked for is freed after this time. */
    private static final Duration IDLE = Duration.ofMinutes(10);

    private static final int PREDICTIONS = 10;
    private static final int REMEMBERED = 16;

    private final Models models;
    private final LoadedModels loaded;
    private final ScoreOptions options;
    private final SentenceCost cost = new SentenceCost();
    private final Lock computing = new ReentrantLock(true);
    private final Cache<MapKey, MixingMap> maps =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    private record MapKey(String sha256, SentenceQuery query, String method) {}

    /**
     * Creates the playground.
     *
     * @param budget memory of computations, and as much again for the weights of loaded models; threads of a computation
     */
    public PlaygroundService(Models models, MachineBudget budget) {
        this.models = models;
        this.loaded = new LoadedModels(models, budget.bytes(), IDLE);
        this.options = ScoreOptions.standard().withBudget(budget);
    }

    @Override
    public SentenceAnalysis analyse(SentenceQuery query) {
        ModelEntry entry = models.get(query.modelId());
        SentenceAnalysis.Model described = new SentenceAnalysis.Model(
                entry.id(), entry.name(), entry.size().layers());
        return loaded.use(
                query.modelId(), model -> analysis(described, SentenceEncoder.encode(query, model.encoder()), model));
    }

    @Override
    public MixingMap map(SentenceQuery query, String method) {
        ScoringMethod scoring = ScoringMethods.of(method);
        MapKey key = new MapKey(models.get(query.modelId()).sha256(), query, method);
        MixingMap known = maps.getIfPresent(key);
        if (known == null) {
            known = loaded.use(query.modelId(), model -> map(query, scoring, model));
            maps.put(key, known);
        }
        return known;
    }

    private SentenceAnalysis analysis(SentenceAnalysis.Model described, EncodedSentence sentence, LoadedModel model) {
        if (!model.model().hasMaskedLmHead()) {
            return analysis(described, sentence, null, null, List.of());
        }
        TargetDistribution distribution = distribution(sentence, model);
        List<Integer> top = distribution.top(PREDICTIONS);
        int good = explained(sentence, top);
        int bad = contrast(sentence, top);
        return analysis(
                described,
                sentence,
                candidate(good, distribution, model),
                candidate(bad, distribution, model),
                top.stream().map(id -> candidate(id, distribution, model)).toList());
    }

    private static SentenceAnalysis analysis(
            SentenceAnalysis.Model described,
            EncodedSentence sentence,
            @Nullable Candidate good,
            @Nullable Candidate bad,
            List<Candidate> predictions) {
        return new SentenceAnalysis(
                described,
                tokens(sentence),
                sentence.groups().words(),
                sentence.targetToken(),
                sentence.targetWord(),
                good,
                bad,
                predictions);
    }

    private static List<Token> tokens(EncodedSentence sentence) {
        return IntStream.range(0, sentence.tokens().size())
                .mapToObj(token -> new Token(
                        sentence.tokens().get(token), sentence.groups().wordOfToken()[token]))
                .toList();
    }

    /** Returns the token whose prediction is explained. */
    private static int explained(EncodedSentence sentence, List<Integer> top) {
        return sentence.good() == null ? top.get(0) : sentence.good();
    }

    /** Returns the token that the explained one is contrasted with. */
    private static int contrast(EncodedSentence sentence, List<Integer> top) {
        if (sentence.bad() != null) {
            return sentence.bad();
        }
        int explained = explained(sentence, top);
        return top.stream().filter(id -> id != explained).findFirst().orElseThrow();
    }

    private static Candidate candidate(int id, TargetDistribution distribution, LoadedModel model) {
        return new Candidate(
                id,
                model.encoder().text(id),
                distribution.probability(id),
                distribution.logits()[id]);
    }

    private TargetDistribution distribution(EncodedSentence sentence, LoadedModel model) {
        computing.lock();
        try {
            return TargetDistribution.of(model.model(), sentence.inputIds(), sentence.targetToken());
        } finally {
            computing.unlock();
        }
    }

    private MixingMap map(SentenceQuery query, ScoringMethod method, LoadedModel model) {
        EncodedSentence sentence = SentenceEncoder.encode(query, model.encoder());
        double seconds = checkTime(method, sentence, model);
        boolean explains = method.info().kind() == MethodInfo.Kind.ATTRIBUTION
                && model.model().hasMaskedLmHead();
        List<Integer> top = explains ? distribution(sentence, model).top(2) : UNUSED;
        List<MixingMap> scored = new ArrayList<>();
        computing.lock();
        try (ScoreEngine engine = new ScoreEngine(model.model(), List.of(method), options)) {
            engine.score(
                    List.of(sentence.example(explained(sentence, top), contrast(sentence, top))),
                    example -> scored.addAll(example.maps()),
                    () -> false);
        } finally {
            computing.unlock();
        }
        if (seconds > LONG_SECONDS) {
            FreedMemory.giveBack();
        }
        return scored.get(0);
    }

    /** Returns about how many seconds a map takes, which must not be too many. */
    private double checkTime(ScoringMethod method, EncodedSentence sentence, LoadedModel model) {
        double seconds = cost.seconds(method.info(), model.model().config(), sentence.inputIds().length);
        if (seconds > SECONDS) {
            throw new InvalidInputException(
                    "%s would take about %s s for this sentence of %s tokens; the playground computes for at most %s s. Score it in a run, or shorten the sentence."
                            .formatted(
                                    method.info().name(),
                                    Math.round(seconds),
                                    sentence.inputIds().length,
                                    Math.round(SECONDS)));
        }
        return seconds;
    }

    @Override
    public void close() {
        loaded.close();
    }
}
