package dev.mixlab.run.sweep;

import dev.mixlab.common.ConflictException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.MixlabException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.training.FineTuningSettings;
import java.math.BigDecimal;
import java.util.function.Supplier;

/** Names a combination of settings for people to read. */
public final class CombinationName {

    private CombinationName() {}

    /** Returns all settings by which combinations of a sweep can differ. */
    public static String of(PipelineSpec spec) {
        FineTuningSettings settings = spec.fineTuning();
        return "%s, learning rate %s, batch size %s, %s,%s seed %s"
                .formatted(
                        spec.modelId(),
                        plain(settings.learningRate()),
                        settings.batchSize(),
                        settings.epochs() == 1 ? "1 epoch" : settings.epochs() + " epochs",
                        settings.maskedShare() == 0 ? "" : " masked share %s,".formatted(plain(settings.maskedShare())),
                        settings.seed());
    }

    /** Writes a number without powers of ten: 0.00003. */
    public static String plain(double number) {
        return Double.isFinite(number)
                ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                : Double.toString(number);
    }

    /** Does something with a combination, whose name a refusal then begins with. */
    public static <T> T naming(String combination, Supplier<T> work) {
        try {
            return work.get();
        } catch (InvalidInputException refused) {
            throw new InvalidInputException(message(combination, refused), refused);
        } catch (NotFoundException refused) {
            throw new NotFoundException(message(combination, refused), refused);
        } catch (ConflictException refused) {
            throw new ConflictException(message(combination, refused), refused);
        }
    }

    private static String message(String combination, MixlabException refused) {
        return "%s: %s".formatted(combination, refused.getMessage());
    }
}
