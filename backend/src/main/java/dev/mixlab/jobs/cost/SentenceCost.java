package dev.mixlab.jobs.cost;

import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.run.spec.ScoringSettings;
import java.util.List;

/** The time that one method takes for the whole maps of one sentence on this machine, estimated as the time of a run is. */
public final class SentenceCost {

    private final MachineSpeed speed = new MachineSpeed();

    /** Returns the estimated seconds for a sentence of that many tokens. */
    public double seconds(MethodInfo method, EncoderConfig config, int tokens) {
        ScoringCost cost = new ScoringCost(List.of(method), ScoringSettings.standard());
        return cost.sentence(config, tokens).seconds(speed.flops());
    }
}
