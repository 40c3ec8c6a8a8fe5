package dev.mixlab.data.blimp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.mixlab.data.FileLine;
import dev.mixlab.data.Paradigm;
import dev.mixlab.data.blimp.PairAnnotator.Annotation;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class PairAnnotatorProperties {

    @Property(tries = 2000)
    void noPairThrows(
            @ForAll Paradigm paradigm,
            @ForAll("sentences") List<String> before,
            @ForAll("sentences") List<String> after) {
        String rest = String.join(" ", after);
        MinimalPair pair = pair(paradigm, String.join(" ", before) + " %s " + rest);

        assertThatCode(() -> PairAnnotator.annotate(pair)).doesNotThrowAnyException();
    }

    @Property(tries = 500)
    void noTextThrows(@ForAll Paradigm paradigm, @ForAll String good, @ForAll String bad) {
        assertThatCode(() -> PairAnnotator.annotate(new MinimalPair("x", paradigm, good, bad, new FileLine("x", 1))))
                .doesNotThrowAnyException();
    }

    @Provide
    Arbitrary<List<String>> sentences() {
        return Arbitraries.of(
                        "the",
                        "The",
                        "a",
                        "of",
                        "and",
                        "'s",
                        "'",
                        "sheep",
                        "dogs",
                        "Ann",
                        "James",
                        "lot",
                        "like",
                        "not",
                        "out",
                        "in",
                        "open",
                        "\u2003",
                        "\uD83D",
                        "\uD83D\uDE00",
                        "\u200B",
                        "(",
                        "n't",
                        "can't",
                        "-",
                        "7",
                        "\u00E9")
                .list()
                .ofMaxSize(12);
    }

    /** Without a memory of what was read, each "of" doubles the time. */
    @Test
    void aSubjectOfManyPartsIsReadInTime() {
        MinimalPair pair =
                pair(Paradigm.DISTRACTOR_RELATIONAL_NOUN, "The friend " + "of the of ".repeat(120) + "%s old.");

        Annotation annotation =
                Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> PairAnnotator.annotate(pair));

        assertThat(annotation).isInstanceOf(Annotation.Dropped.class);
    }

    private static MinimalPair pair(Paradigm paradigm, String pattern) {
        String good =
                paradigm == Paradigm.ANAPHOR ? "themselves" : paradigm.id().startsWith("dna") ? "these" : "are";
        String bad = paradigm == Paradigm.ANAPHOR ? "himself" : paradigm.id().startsWith("dna") ? "this" : "is";
        return new MinimalPair(
                "x", paradigm, pattern.replace("%s", good), pattern.replace("%s", bad), new FileLine("x.jsonl", 1));
    }
}
