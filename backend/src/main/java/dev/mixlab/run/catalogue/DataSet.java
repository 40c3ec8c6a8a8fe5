package dev.mixlab.run.catalogue;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * A registered data set of minimal pairs.
 *
 * @param id id of the data set
 * @param name display name
 * @param train number of train examples
 * @param test number of test examples
 * @param paradigms numbers of examples of both splits by paradigm id
 * @param sha256 SHA-256 of both splits
 * @param createdAt time at which it was registered
 */
public record DataSet(
        String id, String name, int train, int test, Map<String, Integer> paradigms, String sha256, Instant createdAt) {

    public DataSet {
        paradigms = new TreeMap<>(paradigms);
    }
}
