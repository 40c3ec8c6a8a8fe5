package dev.mixlab.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.text.DropReason;
import dev.mixlab.text.Encoding;
import dev.mixlab.text.ExampleEncoder;
import dev.mixlab.text.Sentence;
import dev.mixlab.text.TinyTokenizers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tokenizer writes every word that it does not know as the unknown token, so that sentences of other words look alike. */
class EncodedHalvesTest {

    private static final byte[] TOKENIZER =
            TinyTokenizers.wordPiece(List.of("the", "boy", "boys", "is", "are", "was", "were", "here", "there"));

    private static final AgreementExample TESTED = example("test", List.of("The", "boys", "are", "ж"), "is");

    @Test
    void aTrainExampleWhoseTokensAreInTheTestHalfIsDroppedHoweverItIsSpelt() {
        AgreementExample spelling = example("spelling", List.of("The", "boys", "are", "λ"), "is");
        AgreementExample otherWords = example("other-words", List.of("The", "boys", "were", "λ"), "was");
        AgreementExample free = example("free", List.of("The", "boys", "are", "here"), "is");

        EncodedHalves halves = encoded(List.of(spelling, otherWords, free), List.of(TESTED));

        assertThat(halves.train().get(0)).isEqualTo(new Encoding.Dropped(DropReason.SEEN_IN_TEST));
        assertThat(halves.train().get(1)).isEqualTo(new Encoding.Dropped(DropReason.SEEN_IN_TEST));
        assertThat(halves.train().get(2)).isInstanceOf(Encoding.Encoded.class);
        assertThat(halves.test()).hasOnlyElementsOfType(Encoding.Encoded.class);
    }

    @Test
    void aGoodSentenceOfTheTestHalfIsALeakWhereverItsTargetIs() {
        AgreementExample otherTarget = new AgreementExample(
                "noun",
                Paradigm.SUBJECT_VERB,
                GrammaticalNumber.PLURAL,
                Sentence.of(List.of("The", "boys", "are", "λ")),
                1,
                List.of(2),
                "boy");

        assertThat(encoded(List.of(otherTarget), List.of(TESTED)).train())
                .containsExactly(new Encoding.Dropped(DropReason.SEEN_IN_TEST));
    }

    @Test
    void pairsOfTheSameTokensAreUsedOnce() {
        AgreementExample twin = example("twin", List.of("The", "boys", "are", "λ"), "is");
        AgreementExample reverse = example("reverse", List.of("The", "boys", "is", "λ"), "are");

        assertThat(encoded(List.of(), List.of(TESTED, twin, reverse)).test())
                .extracting(encoding -> encoding instanceof Encoding.Dropped lost ? lost.reason() : null)
                .containsExactly(null, DropReason.DUPLICATE, null);
    }

    @Test
    void whatIsDroppedIsCountedWithItsFileAndLine() {
        AgreementExample tooLong = example("long", List.of("The", "boys", "are", "here", "here", "here", "here"), "is");
        AgreementExample broken = example("broken", List.of("The", "boys", "are", "her\uD83De"), "is");
        AgreementExample unknown = example("unknown", List.of("The", "boys", "zzz", "here"), "is");

        AgreementData readable =
                encoded(List.of(tooLong, broken, unknown), List.of(TESTED)).readable();

        assertThat(readable.train()).isEmpty();
        assertThat(readable.test()).containsExactly(TESTED);
        assertThat(readable.counts().paradigms().get(0).dropped())
                .isEqualTo(Map.of(
                        DropReason.TOO_LONG, 1, DropReason.NOT_ENCODABLE, 1, DropReason.GOOD_WORD_NOT_ONE_PIECE, 1));
        assertThat(readable.counts().dropped())
                .extracting(DroppedPair::where)
                .containsExactly("long.jsonl line 1", "broken.jsonl line 1", "unknown.jsonl line 1");
    }

    private static EncodedHalves encoded(List<AgreementExample> train, List<AgreementExample> test) {
        try (ExampleEncoder encoder = ExampleEncoder.of(TOKENIZER, 8)) {
            return EncodedHalves.of(AgreementData.of("x", "X", train, test, DataCounts.of(train, test)), encoder);
        }
    }

    private static AgreementExample example(String id, List<String> words, String bad) {
        return new AgreementExample(
                id,
                Paradigm.SUBJECT_VERB.id(),
                GrammaticalNumber.PLURAL.label(),
                Sentence.of(words),
                2,
                List.of(1),
                bad,
                new FileLine(id + ".jsonl", 1));
    }
}
