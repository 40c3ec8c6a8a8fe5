package dev.mixlab.data;

import dev.mixlab.common.InvalidInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A data set of agreement examples in two splits.
 *
 * @param id unique id, used in addresses and in the catalogue
 * @param name display name
 * @param train the training split, in the order of the first epoch
 * @param test the test split, on which models are scored
 * @param counts counts of pairs read, used and dropped
 * @param sha256 SHA-256 of both splits, which depends on the order of the examples
 */
public record AgreementData(
        String id,
        String name,
        List<AgreementExample> train,
        List<AgreementExample> test,
        DataCounts counts,
        String sha256) {

    public AgreementData {
        train = List.copyOf(train);
        test = List.copyOf(test);
        Set<String> ids = new HashSet<>();
        for (List<AgreementExample> split : List.of(train, test)) {
            for (AgreementExample example : split) {
                if (!ids.add(example.id())) {
                    throw new InvalidInputException(
                            "data set %s: example %s is there twice".formatted(id, example.id()));
                }
            }
        }
    }

    /** Creates a data set and computes its hash. */
    public static AgreementData of(
            String id, String name, List<AgreementExample> train, List<AgreementExample> test, DataCounts counts) {
        return new AgreementData(id, name, train, test, counts, ExampleHash.sha256(List.of(train, test)));
    }

    /** Returns the examples of both splits, ordered by id. */
    public List<AgreementExample> examples() {
        List<AgreementExample> all = new ArrayList<>(train);
        all.addAll(test);
        all.sort(Comparator.comparing(AgreementExample::id));
        return all;
    }

    /** Returns the SHA-256 of all examples, independent of how they are split. */
    public String examplesSha256() {
        return ExampleHash.sha256(List.of(examples()));
    }
}
