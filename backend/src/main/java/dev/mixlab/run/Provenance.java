package dev.mixlab.run;

import dev.mixlab.run.fitting.FittedHead;
import dev.mixlab.run.spec.PipelineSpec;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The provenance of the results of a run: everything that is needed to reproduce them.
 *
 * @param spec specification of the run
 * @param seeds seeds by purpose
 * @param hashes SHA-256 of the inputs
 * @param counts numbers of used and dropped examples
 * @param environment program and machine
 * @param fittedHead the head that the run fitted; null before that, and in a run of a model that has one
 */
public record Provenance(
        PipelineSpec spec,
        Map<String, Long> seeds,
        Hashes hashes,
        Counts counts,
        Environment environment,
        @Nullable FittedHead fittedHead) {

    public Provenance {
        seeds = Collections.unmodifiableMap(new TreeMap<>(seeds));
    }

    public Provenance withFittedHead(FittedHead head) {
        return new Provenance(spec, seeds, hashes, counts, environment, head);
    }

    /**
     * SHA-256 of the inputs, in hexadecimal.
     *
     * @param model hash of configuration, tokenizer and weights together
     * @param tokenizer hash of the tokenizer's file
     * @param data hash of both splits of the data set
     */
    public record Hashes(String model, String tokenizer, String data) {}

    /**
     * Numbers of examples of both splits after tokenisation.
     *
     * @param train number of train examples
     * @param test number of test examples
     * @param droppedTrain numbers of dropped train examples by reason
     * @param droppedTest numbers of dropped test examples by reason
     */
    public record Counts(int train, int test, Map<String, Integer> droppedTrain, Map<String, Integer> droppedTest) {

        public Counts {
            droppedTrain = new TreeMap<>(droppedTrain);
            droppedTest = new TreeMap<>(droppedTest);
        }
    }

    /**
     * The program and the machine.
     *
     * @param versions versions of mixlab, DJL, PyTorch and Java, by name
     * @param device device of the tensors
     * @param threads number of threads that computed
     */
    public record Environment(Map<String, String> versions, String device, int threads) {

        public Environment {
            versions = Collections.unmodifiableMap(new TreeMap<>(versions));
        }

        /** Returns the environment with another number of threads. */
        public Environment withThreads(int number) {
            return new Environment(versions, device, number);
        }
    }
}
