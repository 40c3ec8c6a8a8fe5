package dev.mixlab.data.sample.grammar;

import dev.mixlab.data.sample.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Generates whole sentences of running text from a seed. */
public final class Sentences {

    private static final double DEEP = 0.25;

    private final Words words;
    private final RandomChoice draw;
    private final Clauses clauses;

    public Sentences(Lexicon lexicon, long seed) {
        this.draw = new RandomChoice(seed);
        this.words = new Words(lexicon, draw);
        this.clauses = new Clauses(words);
    }

    public String next() {
        int turn = draw.below(100);
        if (turn < 80) {
            return text(one());
        }
        List<String> sentence = new ArrayList<>();
        if (turn < 87) {
            sentence.addAll(one());
            sentence.add(",");
            sentence.addAll(words.small("conjunction"));
            sentence.addAll(one());
        } else if (turn < 92) {
            sentence.addAll(words.small("subordinator"));
            sentence.addAll(one());
            sentence.add(",");
            sentence.addAll(one());
        } else if (turn < 96) {
            sentence.addAll(one());
            sentence.addAll(words.small("subordinator"));
            sentence.addAll(one());
        } else {
            sentence.addAll(words.small("sentence adverb"));
            sentence.add(",");
            sentence.addAll(one());
        }
        return text(sentence);
    }

    private List<String> one() {
        int room = draw.chance(DEEP) ? 2 : 1;
        int turn = draw.below(100);
        if (turn < 70) {
            return clauses.verbal(room);
        }
        if (turn < 82) {
            return clauses.copular(room);
        }
        if (turn < 90) {
            return clauses.passive(room);
        }
        return turn < 95 ? clauses.withClause() : clauses.existential();
    }

    /** Writes words as running text: with a capital, without a blank before a comma, with a full stop. */
    static String text(List<String> words) {
        StringBuilder text = new StringBuilder();
        for (String word : words) {
            text.append(text.isEmpty() || word.equals(",") ? "" : " ").append(word);
        }
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
    }
}
