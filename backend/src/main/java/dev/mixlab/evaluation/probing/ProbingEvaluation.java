package dev.mixlab.evaluation.probing;

import dev.mixlab.data.DataNeed;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.evaluation.EvaluatedExample;
import dev.mixlab.evaluation.Evaluation;
import dev.mixlab.evaluation.EvaluationCost;
import dev.mixlab.evaluation.EvaluationInfo;
import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.EvaluationResult;
import dev.mixlab.evaluation.EvaluationResult.Document;
import dev.mixlab.evaluation.EvaluationWork;
import dev.mixlab.evaluation.cues.CueAlignmentEvaluation;
import dev.mixlab.evaluation.probing.Probing.LayerResult;
import dev.mixlab.evaluation.probing.code.CodingListener;
import dev.mixlab.evaluation.probing.code.OnlineCode;
import dev.mixlab.evaluation.probing.code.ProbeSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Measures how well a probe predicts the target's number, and how cue alignment correlates with that over layers. */
public final class ProbingEvaluation implements Evaluation {

    /** Seconds of one step of training beside its arithmetic. */
    private static final double STEP = 4e-3;

    /** Seconds of one step of training per weight of all probes. */
    private static final double WEIGHT = 1e-8;

    /** Seconds per resample and layer of a variant to correlate cue alignment with compression. */
    private static final double CORRELATED = 1e-6;

    private static final int UNITS = 128;
    private static final double BYTES_OF_A_LAYER = 2000;
    private static final double BYTES_OF_A_COLUMN = 60;
    private static final double BYTES_OF_BITS = 10;

    private static final int VERSION = 2;

    /** Estimated fraction of the work that is coding; the rest is correlations. */
    private static final double CODING = 0.8;

    private final ProbingMode mode;

    /** Probing as it is done in a mode. */
    public ProbingEvaluation(ProbingMode mode) {
        this.mode = mode;
    }

    @Override
    public EvaluationInfo info() {
        boolean standard = mode == ProbingMode.STANDARD;
        return new EvaluationInfo(
                mode.evaluation(),
                standard ? "Probing" : "Probing as published",
                standard ? "Voita and Titov 2020" : "Mohebbi et al. 2023",
                standard
                        ? "Online code length of the labels, such as singular and plural, from the target's representation, by layer; and over "
                                + "layers, how cue alignment goes with compression."
                        : "The published script with its faults: two soft-maxes, bits added to nats, a learning rate of 0 "
                                + "after one epoch, the epoch chosen on the block that is coded.",
                standard,
                List.of(DataNeed.LABELS),
                List.of());
    }

    /** {@inheritDoc} It is also raised with the version of cue alignment, which the correlations depend on. */
    @Override
    public int version() {
        return VERSION + new CueAlignmentEvaluation().version();
    }

    @Override
    public EvaluationResult evaluate(EvaluationInput input) {
        boolean defined = Probing.defined(labels(input));
        return new EvaluationResult(
                input.examples().size(), List.of(), defined ? documents(input) : undefinedDocuments(input));
    }

    private List<Document> documents(EvaluationInput input) {
        Probing probing = mode.probing(input.settings());
        List<LayerResult> results = probe(input, probing);
        List<Document> documents = new ArrayList<>();
        documents.add(new Document(mode.evaluation(), 0, ProbingTable.of(mode, results, input.settings())));
        results.forEach(
                result -> documents.add(new Document(ProbeBits.name(mode), result.layer(), ProbeBits.of(result))));
        documents.add(new Document(
                ProbeBits.Orders.name(mode),
                0,
                new ProbeBits.Orders(probing.drawnOrders(input.examples().size()))));
        documents.addAll(CueCorrelations.of(mode, input, results).documents(CODING));
        return documents;
    }

    private List<Document> undefinedDocuments(EvaluationInput input) {
        int layers = input.model().config().layers();
        List<Document> documents = new ArrayList<>();
        ProbingTable table = ProbingTable.undefined(mode, input.examples().size(), layers);
        documents.add(new Document(mode.evaluation(), 0, table));
        documents.addAll(CueCorrelations.undefined(mode, input).documents(0));
        return documents;
    }

    private static List<@Nullable String> labels(EvaluationInput input) {
        return input.examples().stream()
                .<@Nullable String>map(EvaluatedExample::label)
                .collect(Collectors.toList());
    }

    private static List<LayerResult> probe(EvaluationInput input, Probing probing) {
        EvaluationInput.Watch watch = input.watch();
        TargetStates states = TargetStates.of(
                input.model(),
                input.examples().stream().map(EvaluatedExample::encoded).toList(),
                input.budget(),
                watch::shallStop);
        CodingListener listener = new CodingListener() {

            @Override
            public boolean cancelled() {
                return watch.shallStop();
            }

            @Override
            public void coded(long done, long all) {
                watch.done(CODING * done / all);
            }
        };
        return probing.of(states, labels(input), listener, input.chunks());
    }

    @Override
    public List<Integer> chunks(EvaluationInput input) {
        EncoderConfig model = input.model().config();
        return Probing.defined(labels(input))
                ? mode.probing(input.settings())
                        .chunks(model.layers() + 1, input.examples().size(), model.hidden())
                : List.of();
    }

    @Override
    public EvaluationCost cost(EvaluationWork work) {
        int layers = work.model().layers() + 1;
        int orders = work.settings().probeOrders();
        double weights = (double) orders * layers * work.model().hidden() * UNITS;
        double correlated = CORRELATED * work.settings().resamples() * work.columns();
        return new EvaluationCost(
                work.examples() * work.model().forward(),
                steps(work.examples()) * (STEP + WEIGHT * weights) + correlated,
                (BYTES_OF_A_LAYER + 2 * BYTES_OF_BITS * orders * work.examples()) * layers
                        + BYTES_OF_A_COLUMN * work.columns());
    }

    /** Estimates the steps of training, which all probes take together: before each portion, about as many epochs as there may be. */
    private static double steps(int examples) {
        ProbeSettings settings = ProbeSettings.standard();
        double fitted = (1 - settings.heldOut()) * examples;
        return settings.epochs()
                * OnlineCode.STANDARD_SHARES.stream()
                        .filter(share -> share < 1)
                        .mapToDouble(share -> Math.ceil(share * fitted / settings.batch()))
                        .sum();
    }
}
