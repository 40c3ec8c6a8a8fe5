package dev.mixlab.jobs;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.PlainText;
import dev.mixlab.encoder.MaskedLmHeads;
import dev.mixlab.evaluation.Evaluation;
import dev.mixlab.evaluation.EvaluationInfo;
import dev.mixlab.evaluation.suite.Evaluations;
import dev.mixlab.jobs.encoding.DataEncoder;
import dev.mixlab.jobs.stage.HeadSentences;
import dev.mixlab.jobs.stage.Stores;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.run.NewRun;
import dev.mixlab.run.catalogue.DataSet;
import dev.mixlab.run.fitting.HeadFittingSpec;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.training.pretraining.HeadFitter;
import dev.mixlab.weights.ModelSource;

/** What a run names is there, and fits together, before anything of the run is stored. */
final class LaunchCheck {

    private final Stores stores;
    private final DataEncoder encoder;

    LaunchCheck(Stores stores, DataEncoder encoder) {
        this.stores = stores;
        this.encoder = encoder;
    }

    /**
     * Checks a run before it is launched.
     *
     * @throws dev.mixlab.common.MixlabException naming what is missing or does not fit
     */
    void check(NewRun run) {
        check(run.spec());
        if (run.repeats() != null) {
            checkRepeats(run.spec(), run.repeats());
        }
    }

    /**
     * Checks a spec.
     *
     * @throws dev.mixlab.common.MixlabException naming what is missing or does not fit
     */
    void check(PipelineSpec spec) {
        PlainText.require("the name of a run", spec.name());
        stores.models().get(spec.modelId());
        DataSet data = stores.dataSets().get(spec.dataId());
        ScoringMethods.of(spec.methods());
        for (Evaluation evaluation : Evaluations.of(spec.evaluations())) {
            EvaluationInfo info = evaluation.info();
            Evaluations.notOffered(info, data::lacks).ifPresent(reason -> {
                throw new InvalidInputException(
                        "evaluations: %s is not offered for data set '%s': %s".formatted(info.id(), data.id(), reason));
            });
        }
        checkHead(spec);
    }

    /**
     * Checks that a run has the settings of the one that it repeats.
     *
     * @throws dev.mixlab.common.NotFoundException if that run is not there
     * @throws InvalidInputException if its settings are others
     */
    private void checkRepeats(PipelineSpec spec, RunId repeated) {
        if (!stores.runs().get(repeated).spec().withName(spec.name()).equals(spec)) {
            throw new InvalidInputException(
                    "repeats: run %s has other settings than this one, which does not repeat it".formatted(repeated));
        }
    }

    private void checkHead(PipelineSpec spec) {
        ModelSource model = stores.models().open(spec.modelId());
        HeadFittingSpec fitting = spec.headFitting();
        if (fitting == null) {
            MaskedLmHeads.require(model, "a run on number agreement");
            return;
        }
        HeadFitter fitter = new HeadFitter(model, fitting.settings());
        fitter.requireEnough(
                HeadSentences.of(fitting, encoder.prepare(spec), stores.texts()).sentences());
    }
}
