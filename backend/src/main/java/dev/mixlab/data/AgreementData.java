package dev.mixlab.data;

import dev.mixlab.common.InvalidInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A data set of agreement examples in two halves.
 *
 * @param id its name in addresses and in the catalogue
 * @param name its name for people
 * @param train the half that models learn from, in the order of learning's first pass
 * @param test the half that models are scored on
 * @param counts what was read, kept and dropped
 * @param sha256 hash of both halves, in their order: of the split
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
        for (List<AgreementExample> half : List.of(train, test)) {
            for (AgreementExample example : half) {
                if (!ids.add(example.id())) {
                    throw new InvalidInputException(
                            "data set %s: example %s is there twice".formatted(id, example.id()));
                }
            }
        }
    }

    /** A data set with its hash computed. */
    public static AgreementData of(
            String id, String name, List<AgreementExample> train, List<AgreementExample> test, DataCounts counts) {
        return new AgreementData(id, name, train, test, counts, ExampleHash.sha256(List.of(train, test)));
    }

    /** Both halves, ordered by id. */
    public List<AgreementExample> examples() {
        List<AgreementExample> all = new ArrayList<>(train);
        all.addAll(test);
        all.sort(Comparator.comparing(AgreementExample::id));
        return all;
    }

    /** Hash of the examples, whichever half they are in. */
    public String examplesSha256() {
        return ExampleHash.sha256(List.of(examples()));
    }
}
