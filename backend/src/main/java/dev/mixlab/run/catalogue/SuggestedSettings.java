package dev.mixlab.run.catalogue;

import dev.mixlab.training.FineTuningSettings;
import java.util.List;

/**
 * The settings that suit a model; a launch takes them where it leaves something out.
 *
 * @param fineTuning settings of fine-tuning
 * @param methods ids of the scoring methods
 */
public record SuggestedSettings(FineTuningSettings fineTuning, List<String> methods) {

    public SuggestedSettings {
        methods = List.copyOf(methods);
    }
}
