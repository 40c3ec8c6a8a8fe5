package dev.mixlab.data.sample;

import dev.mixlab.common.Sha256;
import dev.mixlab.data.sample.grammar.Sentences;
import dev.mixlab.data.sample.lexicon.Lexicon;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Endless English sentences for pre-training, none of which is a sentence of the sample data. */
public final class RunningText {

    private static final List<String> AGREEING = List.of(
            "this",
            "these",
            "that",
            "those",
            "himself",
            "herself",
            "itself",
            "themselves",
            "is",
            "are",
            "was",
            "were",
            "has",
            "have",
            "does",
            "do");

    /** Holder that creates the sample's sentences when running text is first generated. */
    private static final class Sample {
        private static final Set<String> SENTENCES = Set.copyOf(SampleData.sentences());
    }

    private RunningText() {}

    /** Returns an endless stream of sentences that depends on the seed only; it must be read on one thread. */
    public static Stream<String> sentences(long seed) {
        return without(Sample.SENTENCES, seed);
    }

    static Stream<String> without(Set<String> excluded, long seed) {
        Sentences sentences = new Sentences(Lexicon.get(), seed);
        return Stream.generate(sentences::next).sequential().filter(sentence -> !excluded.contains(sentence));
    }

    /** Returns the words that can be targets in the sample data; a tokenizer has to keep each of them as one piece. */
    public static List<String> agreeingWords() {
        return Stream.concat(
                        AGREEING.stream(),
                        Lexicon.get().verbForms().stream().flatMap(verb -> Stream.of(verb.base(), verb.third())))
                .distinct()
                .toList();
    }

    /** Returns the SHA-256 of the first sentences, each followed by a line feed. */
    public static String sha256(long seed, long count) {
        MessageDigest digest = Sha256.digest();
        sentences(seed)
                .limit(count)
                .forEachOrdered(sentence -> digest.update((sentence + "\n").getBytes(StandardCharsets.UTF_8)));
        return Sha256.hex(digest);
    }
}
