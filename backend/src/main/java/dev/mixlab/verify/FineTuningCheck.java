package dev.mixlab.verify;

import dev.mixlab.common.MixlabException;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.verify.Finding.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Replays a recorded fine-tuning of the folder's model without dropout and compares it step by step. */
final class FineTuningCheck implements Check {

    @Override
    public boolean appliesTo(Path folder) {
        return FineTuningReplay.isIn(folder);
    }

    @Override
    public List<Finding> run(Path folder, String name, Precision precision) {
        try {
            FineTuningReplay.Outcome outcome = FineTuningReplay.of(folder, precision);
            return Stream.concat(
                            outcome.figures().stream().map(figures -> finding(name, figures)),
                            outcome.unknown().stream().map(unknown -> Finding.notImplemented(name, named(unknown), "")))
                    .toList();
        } catch (MixlabException refused) {
            return List.of(Finding.failed(name, "finetuning.json", String.valueOf(refused.getMessage())));
        }
    }

    private static Finding finding(String model, ReplayedFigures figures) {
        return new Finding(
                model,
                named(figures.name()),
                figures.agrees() ? Verdict.OK : Verdict.FAIL,
                1,
                figures.difference(),
                figures.maximum(),
                figures.tolerance(),
                "finetuning.json");
    }

    private static String named(String figure) {
        return "finetuning/" + figure;
    }
}
