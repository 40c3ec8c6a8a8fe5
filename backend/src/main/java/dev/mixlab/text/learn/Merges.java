package dev.mixlab.text.learn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The learning of byte-pair merges from a fixed list of words (Sennrich et al. 2016): an ordered list of merges, and
 * every word as the merges split it.
 */
final class Merges {

    /** Two neighbouring pieces. */
    record Pair(String left, String right) implements Comparable<Pair> {

        @Override
        public int compareTo(Pair other) {
            int byLeft = left.compareTo(other.left);
            return byLeft != 0 ? byLeft : right.compareTo(other.right);
        }
    }

    /** The joining of two pieces; in WordPiece the "##" of the second is removed. */
    interface Joint {
        String join(String left, String right);
    }

    private final Joint joint;
    private final List<List<String>> letters;
    private final List<List<String>> pieces;
    private final List<Long> weights;
    private final Map<Pair, Integer> ranks = new LinkedHashMap<>();
    private final Map<Pair, Long> worth = new HashMap<>();
    private final Map<Pair, TreeSet<Integer>> places = new HashMap<>();

    Merges(Joint joint, List<List<String>> letters, List<Long> weights) {
        this.joint = joint;
        this.letters = letters;
        this.pieces = new ArrayList<>(letters);
        this.weights = weights;
        for (int word = 0; word < letters.size(); word++) {
            count(word, 1);
        }
    }

    /** Returns the merges so far, in order. */
    List<Pair> list() {
        return List.copyOf(ranks.keySet());
    }

    /** Returns the pair of the highest score in all words, or null if every word is a single piece. */
    @Nullable Pair best() {
        Pair best = null;
        long most = 0;
        for (Map.Entry<Pair, Long> entry : worth.entrySet()) {
            long value = entry.getValue();
            if (value > most || (best != null && value == most && entry.getKey().compareTo(best) < 0)) {
                best = entry.getKey();
                most = value;
            }
        }
        return best;
    }

    /** Returns the pair of the highest score within one word, given by its letters, or null if the merges make it a single piece. */
    @Nullable Pair bestIn(List<String> word) {
        List<String> now = encode(word);
        Pair best = null;
        for (int i = 0; i + 1 < now.size(); i++) {
            Pair pair = new Pair(now.get(i), now.get(i + 1));
            if (best == null || worth(pair) > worth(best)) {
                best = pair;
            }
        }
        return best;
    }

    /** Adds a merge and returns the resulting piece. */
    String add(Pair pair) {
        ranks.put(pair, ranks.size());
        for (int word : new TreeSet<>(places.getOrDefault(pair, new TreeSet<>()))) {
            count(word, -1);
            pieces.set(word, encode(letters.get(word)));
            count(word, 1);
        }
        return joint.join(pair.left(), pair.right());
    }

    private long worth(Pair pair) {
        return worth.getOrDefault(pair, 0L);
    }

    /** Applies the merge of the lowest rank until none applies, as tokenizers do. */
    private List<String> encode(List<String> word) {
        List<String> now = new ArrayList<>(word);
        while (true) {
            int at = -1;
            int lowest = Integer.MAX_VALUE;
            for (int i = 0; i + 1 < now.size(); i++) {
                Integer rank = ranks.get(new Pair(now.get(i), now.get(i + 1)));
                if (rank != null && rank < lowest) {
                    at = i;
                    lowest = rank;
                }
            }
            if (at < 0) {
                return now;
            }
            now.set(at, joint.join(now.get(at), now.remove(at + 1)));
        }
    }

    private void count(int word, int sign) {
        List<String> now = pieces.get(word);
        for (int i = 0; i + 1 < now.size(); i++) {
            Pair pair = new Pair(now.get(i), now.get(i + 1));
            if (worth.merge(pair, sign * weights.get(word), Long::sum) == 0) {
                worth.remove(pair);
            }
            if (sign > 0) {
                places.computeIfAbsent(pair, key -> new TreeSet<>()).add(word);
            }
        }
        if (sign < 0) {
            forget(word, now);
        }
    }

    private void forget(int word, List<String> now) {
        for (int i = 0; i + 1 < now.size(); i++) {
            TreeSet<Integer> words = places.get(new Pair(now.get(i), now.get(i + 1)));
            if (words != null) {
                words.remove(word);
            }
        }
    }
}
