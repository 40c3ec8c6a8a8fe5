package dev.mixlab.text.learn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Byte-pair encoding of a fixed list of words while it is being learnt (Sennrich et al. 2016): an ordered list of
 * merges, and every word as the merges leave it.
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

    /** Joins two pieces; "##" of the second is lost in WordPiece. */
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

    /** The merges so far, in their order. */
    List<Pair> list() {
        return List.copyOf(ranks.keySet());
    }

    /** The most worthy pair of all words, or null when every word is whole. */
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

    /** The most worthy pair within one word, given by its letters, or null when the merges make it whole. */
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

    /** Adds a merge and returns the piece that it makes. */
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

    /** Applies the merge of the lowest rank until none applies, as the tokenizers that read the merges do. */
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
