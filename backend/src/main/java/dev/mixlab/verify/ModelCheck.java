package dev.mixlab.verify;

import ai.djl.ndarray.NDManager;
import dev.mixlab.common.MixlabException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.Trace;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.engine.TensorEngine;
import dev.mixlab.mixing.ContextMixingMethods;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.decompx.DecomposedTarget;
import dev.mixlab.mixing.engine.ScoreEngine;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.MethodInfo.Need;
import dev.mixlab.mixing.method.ScoreOptions;
import dev.mixlab.mixing.method.ScoringMethod;
import dev.mixlab.text.EncodedExample;
import dev.mixlab.weights.ModelFolder;
import dev.mixlab.weights.safetensors.SafetensorsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Checks a model on the inputs of cases.json against expected.safetensors, whose tensors are named INPUT/TENSOR. */
final class ModelCheck implements Check {

    private final ScoreOptions options;

    ModelCheck(MachineBudget budget) {
        options = ScoreOptions.standard().withBudget(budget);
    }

    @Override
    public boolean appliesTo(Path folder) {
        return Files.isRegularFile(folder.resolve("cases.json"))
                && Files.isRegularFile(folder.resolve("expected.safetensors"));
    }

    @Override
    public List<Finding> run(Path folder, String name, Precision precision) {
        Comparison comparison = new Comparison(name);
        try {
            run(folder, ReferenceCase.read(folder.resolve("cases.json")), precision, comparison);
        } catch (MixlabException refused) {
            comparison.failed("(the model)", String.valueOf(refused.getMessage()));
        }
        return comparison.findings();
    }

    private void run(Path folder, List<ReferenceCase> cases, Precision precision, Comparison comparison) {
        try (SafetensorsFile expected = SafetensorsFile.open(folder.resolve("expected.safetensors"));
                MaskedLanguageModel model = MaskedLanguageModel.load(ModelFolder.open(folder), precision);
                InterventionTensors interventions = new InterventionTensors(model, options.budget());
                ScoreEngine engine = new ScoreEngine(model, methods(model, cases), options)) {
            Expectations expectations = new Expectations(expected, comparison);
            for (ReferenceCase reference : cases) {
                attempt(expectations, reference, inputs -> activations(model, inputs, expectations));
                if (!reference.padded()) {
                    attempt(
                            expectations,
                            reference,
                            inputs -> scores(model, engine, methods(model, cases), inputs, expectations));
                }
                if (!reference.padded() && model.hasMaskedLmHead()) {
                    attempt(expectations, reference, inputs -> decomposition(model, inputs, expectations));
                    attempt(expectations, reference, inputs -> blankOut(model, inputs, expectations));
                    attempt(
                            expectations,
                            reference,
                            inputs -> interventions
                                    .of(inputs)
                                    .forEach((what, values) -> expectations.compare(inputs.id(), what, values)));
                }
            }
            expectations.reportRest();
        }
    }

    /**
     * Returns all methods that the model and the inputs can be scored with: attributions of a prediction need a head, some of them a
     * counterfactual sentence.
     */
    private static List<? extends ScoringMethod> methods(MaskedLanguageModel model, List<ReferenceCase> cases) {
        boolean patched = cases.stream()
                .filter(reference -> !reference.padded())
                .flatMap(reference -> reference.members().stream())
                .allMatch(example -> example.counterfactual().length > 0);
        List<? extends ScoringMethod> all = model.hasMaskedLmHead() ? ScoringMethods.all() : ContextMixingMethods.all();
        return all.stream()
                .filter(method -> patched || !method.info().needs().contains(Need.COUNTERFACTUAL))
                .toList();
    }

    /** Scores one input; an error fails the tensors of this input and no others. */
    private static void attempt(Expectations expectations, ReferenceCase inputs, Consumer<ReferenceCase> work) {
        try {
            work.accept(inputs);
        } catch (MixlabException refused) {
            expectations.refused(inputs.id(), String.valueOf(refused.getMessage()));
        }
    }

    private static void activations(MaskedLanguageModel model, ReferenceCase inputs, Expectations expectations) {
        try (NDManager scope = TensorEngine.newManager()) {
            Trace trace = model.trace(model.exampleBatch(scope, inputs.members()));
            for (int member = 0; member < inputs.members().size(); member++) {
                Activations activations = new Activations(model, trace, member);
                EncodedExample example = inputs.members().get(member);
                String suffix = inputs.padded() ? "_" + member : "";
                expectations.compare(inputs.id(), "hidden_states" + suffix, activations.hiddenStates());
                expectations.compare(inputs.id(), "attentions" + suffix, activations.attentions());
                if (model.hasMaskedLmHead()) {
                    expectations.compare(
                            inputs.id(), "logits_at_target" + suffix, activations.logits(example.target()));
                }
            }
        }
    }

    /** Scores with all methods in one pass, or, if one of them raises an error, with each method alone. */
    private void scores(
            MaskedLanguageModel model,
            ScoreEngine all,
            List<? extends ScoringMethod> methods,
            ReferenceCase inputs,
            Expectations to) {
        try {
            scores(all, inputs, to);
        } catch (MixlabException oneRefused) {
            for (ScoringMethod method : methods) {
                try (ScoreEngine alone = new ScoreEngine(model, List.of(method), options)) {
                    scores(alone, inputs, to);
                } catch (MixlabException refused) {
                    to.refused(inputs.id(), method.info().id(), String.valueOf(refused.getMessage()));
                }
            }
        }
    }

    private static void scores(ScoreEngine engine, ReferenceCase inputs, Expectations expectations) {
        Map<String, double[]> tensors = new LinkedHashMap<>();
        engine.score(
                inputs.members(),
                scored -> {
                    tensors.put("prob_good", new double[] {scored.probabilityGood()});
                    tensors.put("prob_bad", new double[] {scored.probabilityBad()});
                    scored.maps()
                            .forEach(map -> tensors.putAll(
                                    AttributionTensors.areOf(map)
                                            ? AttributionTensors.of(map, scored)
                                            : MapTensors.of(map)));
                },
                () -> false);
        tensors.forEach((what, values) -> expectations.compare(inputs.id(), what, values));
    }

    private static void decomposition(MaskedLanguageModel model, ReferenceCase inputs, Expectations expectations) {
        double[] vectors = DecomposedTarget.vectors(model, inputs.members().get(0));
        expectations.compare(inputs.id(), "decompx_target_vectors", vectors);
    }

    private static void blankOut(MaskedLanguageModel model, ReferenceCase inputs, Expectations expectations) {
        for (EncodedExample example : inputs.members()) {
            expectations.compare(inputs.id(), BlankOutTensor.NAME, BlankOutTensor.of(model, example));
        }
    }

    /** The tensors of a file, and which of them have been compared. */
    private static final class Expectations {

        private final SafetensorsFile file;
        private final Comparison comparison;
        private final Set<String> left;

        Expectations(SafetensorsFile file, Comparison comparison) {
            this.file = file;
            this.comparison = comparison;
            left = new TreeSet<>(file.tensors().keySet());
        }

        void compare(String input, String what, double[] actual) {
            String name = input + "/" + what;
            if (left.remove(name)) {
                comparison.compare(what, input, actual, file.read(name).floats());
            }
        }

        /** Fails all tensors of an input. */
        void refused(String input, String reason) {
            left.removeIf(name -> name.startsWith(input + "/"));
            comparison.failed("(input " + input + ")", reason);
        }

        /** Fails the tensors of one method, whose names start with the method's. */
        void refused(String input, String method, String reason) {
            left.removeIf(name -> name.startsWith(input + "/" + method));
            comparison.failed(method, input + ": " + reason);
        }

        void reportRest() {
            left.forEach(name -> comparison.notImplemented(name.substring(name.indexOf('/') + 1)));
        }
    }
}
