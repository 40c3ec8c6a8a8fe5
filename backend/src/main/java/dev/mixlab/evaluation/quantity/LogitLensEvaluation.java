package dev.mixlab.evaluation.quantity;

import dev.mixlab.evaluation.EvaluatedExample;
import dev.mixlab.evaluation.EvaluationCost;
import dev.mixlab.evaluation.EvaluationInfo;
import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.EvaluationResult;
import dev.mixlab.evaluation.EvaluationResult.Document;
import dev.mixlab.evaluation.EvaluationWork;
import java.util.ArrayList;
import java.util.List;

/** Measures in which layer the answer is there, by the masked-LM head on the target's state in every layer. */
public final class LogitLensEvaluation implements QuantityEvaluation {

    private static final String ID = "logit_lens";

    private static final Quantity PROBABILITY = new Quantity(
            "lens_probability",
            "Probability of the good word",
            "Soft-max probability of the good word over the whole vocabulary, read off the target's state in a layer.",
            false);
    private static final Quantity DIFFERENCE = new Quantity(
            "lens_difference",
            "Lead of the good word",
            "Logit of the good word minus that of the bad word, read off the target's state in a layer.",
            true);
    private static final Quantity ACCURACY = new Quantity(
            "lens_accuracy",
            "Accuracy",
            "Share of sentences whose good word has the higher logit of both, read off the target's state in a layer.",
            false);
    private static final Quantity RANK = new Quantity(
            "lens_rank",
            "Rank of the good word",
            "Place of the good word among all words of the vocabulary, read off the target's state in a layer; 1 is the best.",
            false);

    @Override
    public EvaluationInfo info() {
        return new EvaluationInfo(
                ID,
                "Logit lens",
                "nostalgebraist 2020",
                "What the model would answer if it ended in a layer: the masked-LM head on the target's state, layer by layer.",
                false,
                List.of(),
                List.of());
    }

    @Override
    public List<Quantity> quantities() {
        return List.of(PROBABILITY, DIFFERENCE, ACCURACY, RANK);
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public EvaluationResult evaluate(EvaluationInput input) {
        List<LogitLens> lenses = LogitLens.of(
                input.model(),
                input.examples().stream().map(EvaluatedExample::encoded).toList(),
                input.budget(),
                input.watch()::shallStop);
        QuantityColumns columns = new QuantityColumns(
                0,
                input.model().config().layers() + 1,
                null,
                quantities().stream().map(Quantity::id).toList(),
                lenses.size());
        for (int index = 0; index < lenses.size(); index++) {
            LogitLens lens = lenses.get(index);
            columns.put(PROBABILITY.id(), index, lens.probability());
            columns.put(DIFFERENCE.id(), index, lens.differences());
            columns.put(ACCURACY.id(), index, lens.correct());
            columns.put(RANK.id(), index, lens.rank());
        }
        List<Document> documents = new ArrayList<>();
        documents.add(new Document(QuantityTable.name(ID), 0, QuantityTable.of(input, columns)));
        documents.addAll(columns.documents(ID));
        input.watch().done(1);
        return new EvaluationResult(lenses.size(), List.of(), documents);
    }

    @Override
    public EvaluationCost cost(EvaluationWork work) {
        EvaluationWork.ModelWork model = work.model();
        double heads = (model.layers() + 1) * (model.prediction() - model.forward());
        return QuantityEvaluation.costOfTables(work, quantities().size(), model.layers() + 1, work.examples())
                .plus(work.examples() * (model.forward() + heads), 0, 0);
    }
}
