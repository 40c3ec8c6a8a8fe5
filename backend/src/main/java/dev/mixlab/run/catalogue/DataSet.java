package dev.mixlab.run.catalogue;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * A registered data set of minimal pairs.
 *
 * @param id its name
 * @param name for people to read
 * @param train examples in the train half
 * @param test examples in the test half
 * @param paradigms examples of both halves by paradigm id
 * @param sha256 of both halves
 * @param createdAt when it was registered
 */
public record DataSet(
        String id, String name, int train, int test, Map<String, Integer> paradigms, String sha256, Instant createdAt) {

    public DataSet {
        paradigms = new TreeMap<>(paradigms);
    }
}
