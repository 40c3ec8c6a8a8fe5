package dev.mixlab.run;

import java.util.Map;
import java.util.TreeMap;

/**
 * All that made the results of a run, enough to make them again and to tell two runs apart.
 *
 * @param spec what was asked for
 * @param seeds every seed by what it was used for
 * @param hashes SHA-256 of what went in
 * @param counts examples kept and dropped
 * @param environment the program and the machine
 */
public record Provenance(
        PipelineSpec spec, Map<String, Long> seeds, Hashes hashes, Counts counts, Environment environment) {

    public Provenance {
        seeds = Map.copyOf(seeds);
    }

    /**
     * SHA-256 of what went in, in hexadecimal.
     *
     * @param model configuration, tokenizer and weights together
     * @param tokenizer the tokenizer's file
     * @param data both halves of the data set
     */
    public record Hashes(String model, String tokenizer, String data) {}

    /**
     * Examples of both halves, after tokenisation.
     *
     * @param train kept in the train half
     * @param test kept in the test half
     * @param droppedTrain left out of the train half, by reason
     * @param droppedTest left out of the test half, by reason
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
     * @param versions of mixlab, DJL, PyTorch and Java, by name
     * @param device where tensors were
     * @param threads how many threads computed
     */
    public record Environment(Map<String, String> versions, String device, int threads) {

        public Environment {
            versions = Map.copyOf(versions);
        }

        /** Returns the environment with another number of threads. */
        public Environment withThreads(int number) {
            return new Environment(versions, device, number);
        }
    }
}
