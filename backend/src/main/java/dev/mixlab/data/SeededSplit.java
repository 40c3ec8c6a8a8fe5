package dev.mixlab.data;

import dev.mixlab.text.Sentence;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A train and a test split of equal size, stratified by paradigm and label as far as groups allow. Examples that share a sentence
 * (good, bad, or with the target masked; ignoring case and how Unicode composes letters) form a group and are always in the same split.
 *
 * @param train the train split, shuffled
 * @param test the test split, shuffled
 */
public record SeededSplit(List<AgreementExample> train, List<AgreementExample> test) {

    private record Stratum(String paradigm, @Nullable String label) {}

    public SeededSplit {
        train = List.copyOf(train);
        test = List.copyOf(test);
    }

    /** Splits examples at random. The result depends only on the examples, their order and the state of the random generator. */
    public static SeededSplit of(List<AgreementExample> examples, Random random) {
        Map<Stratum, List<List<AgreementExample>>> strata = new LinkedHashMap<>();
        for (List<AgreementExample> group : groups(examples)) {
            AgreementExample first = group.get(0);
            Stratum stratum = new Stratum(first.paradigm(), first.label());
            strata.computeIfAbsent(stratum, key -> new ArrayList<>()).add(group);
        }
        List<AgreementExample> train = new ArrayList<>();
        List<AgreementExample> test = new ArrayList<>();
        for (List<List<AgreementExample>> stratum : strata.values()) {
            Collections.shuffle(stratum, random);
            stratum.sort((a, b) -> b.size() - a.size());
            deal(stratum, train, test);
        }
        Collections.shuffle(train, random);
        Collections.shuffle(test, random);
        return new SeededSplit(train, test);
    }

    /** Assigns each group, largest first, to the split with fewer examples of the stratum; a tie goes to the smaller split. */
    private static void deal(
            List<List<AgreementExample>> stratum, List<AgreementExample> train, List<AgreementExample> test) {
        int lead = 0;
        for (List<AgreementExample> group : stratum) {
            boolean toTrain = lead < 0 || (lead == 0 && train.size() <= test.size());
            (toTrain ? train : test).addAll(group);
            lead += toTrain ? group.size() : -group.size();
        }
    }

    /** Returns the groups of examples that share a sentence, ordered by the first example of each group. */
    private static List<List<AgreementExample>> groups(List<AgreementExample> examples) {
        int[] parent = new int[examples.size()];
        Map<String, Integer> owner = new HashMap<>();
        for (int i = 0; i < parent.length; i++) {
            parent[i] = i;
            for (String text : sentences(examples.get(i))) {
                Integer earlier = owner.putIfAbsent(text, i);
                if (earlier != null) {
                    int a = root(parent, earlier);
                    int b = root(parent, i);
                    parent[Math.max(a, b)] = Math.min(a, b);
                }
            }
        }
        Map<Integer, List<AgreementExample>> groups = new LinkedHashMap<>();
        for (int i = 0; i < parent.length; i++) {
            groups.computeIfAbsent(root(parent, i), key -> new ArrayList<>()).add(examples.get(i));
        }
        return new ArrayList<>(groups.values());
    }

    private static int root(int[] parent, int start) {
        int node = start;
        while (parent[node] != node) {
            node = parent[node];
        }
        return node;
    }

    /** Returns what an example has in common with others that must be in the same split: its good, bad and masked sentence. */
    public static List<String> sentences(AgreementExample example) {
        Sentence sentence = example.sentence();
        return Stream.of(example.good(), example.bad(), "[mask]")
                .map(word -> key(sentence.with(example.target(), word).text()))
                .toList();
    }

    private static String key(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
