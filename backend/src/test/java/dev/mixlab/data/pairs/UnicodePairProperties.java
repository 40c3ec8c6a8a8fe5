package dev.mixlab.data.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.FileLine;
import dev.mixlab.text.EncodedExample;
import dev.mixlab.text.Encoding;
import dev.mixlab.text.ExampleEncoder;
import dev.mixlab.text.Pieces;
import dev.mixlab.text.Sentence;
import dev.mixlab.text.Span;
import dev.mixlab.text.TinyTokenizers;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever characters a pair has, its words, spans and pieces stay right, or its row is refused with a reason. */
class UnicodePairProperties {

    private static final String[] SCRIPTS = {
        "a", "dog", "İ", "ı", "ß", "e\u0301", "a\u0323\u0302", "ö", "\u200D", "👩‍👩‍👧‍👦", "🇩🇪", "👍🏽", "漢", "字",
                "𠀋", "ひ", "カ\u3099",
        "한", "\u1112\u1161\u11AB", "שָׁלוֹם", "سلام", "\u200F", "हिन्दी", "ก็", "\u00A0", "\u3000", " ", ".", "。", "؟",
                "¿", "’", "-", "ﬁ",
        "\uFE0F", "\u00AD", "\u2028", "𝔘", "½", "٣"
    };

    private static final List<ExampleEncoder> ENCODERS = List.of(
            ExampleEncoder.of(TinyTokenizers.wordPiece(List.of("a", "dog", "cat"))),
            ExampleEncoder.of(TinyTokenizers.byteLevel(List.of("a", "dog", "cat"))));

    private static final PairColumns COLUMNS =
            new PairColumns(Map.of(PairColumn.GOOD, "good", PairColumn.BAD, "bad", PairColumn.CUE_INDICES, "cue"));

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> any = Arbitraries.strings().all().ofMinLength(0).ofMaxLength(8);
        Arbitrary<String> known =
                Arbitraries.of(SCRIPTS).list().ofMinSize(0).ofMaxSize(8).map(parts -> String.join("", parts));
        return Arbitraries.oneOf(known, known, any);
    }

    private static PairReading read(String good, String bad) {
        RawRow row = new RawRow(
                new FileLine("pairs.csv", 2),
                COLUMNS,
                Map.of("good", TextNode.valueOf(good), "bad", TextNode.valueOf(bad), "cue", TextNode.valueOf("0")),
                null);
        return new RowReader(name -> false).read(row);
    }

    @Property(tries = 2000)
    void wordsCoverTheTextInOrder(@ForAll("texts") String text) {
        PairReading reading = read(text + " cats here", text + " cat here");
        if (reading instanceof PairReading.Refused refused) {
            assertThat(refused.row().detail()).isNotBlank();
            return;
        }
        Sentence sentence = ((PairReading.Read) reading).example().sentence();
        String running = sentence.text();
        int end = 0;
        for (int word = 0; word < sentence.words().size(); word++) {
            Span span = sentence.span(word);
            assertThat(running.substring(span.start(), span.end()))
                    .isEqualTo(sentence.words().get(word));
            assertThat(running.substring(end, span.start())).isIn("", " ");
            end = span.end();
        }
        assertThat(end).isEqualTo(running.length());
        assertThat(running.replace(" ", "")).isEqualTo((text + " cats here").replaceAll("[\\p{IsWhite_Space}]", ""));
    }

    @Property(tries = 300)
    void piecesOfTargetAndCuesLieInTheirWords(@ForAll("texts") String before, @ForAll("texts") String after) {
        PairReading reading = read("a " + before + " dog " + after, "a " + before + " cat " + after);
        if (!(reading instanceof PairReading.Read row)) {
            return;
        }
        AgreementExample example = row.example();
        for (ExampleEncoder encoder : ENCODERS) {
            Encoding encoding =
                    encoder.encode(example.id(), example.sentence(), example.target(), example.cues(), example.bad());
            if (encoding instanceof Encoding.Encoded encoded) {
                check(
                        example,
                        encoded.example(),
                        encoder.pieces(example.sentence().text()));
            } else {
                assertThat(((Encoding.Dropped) encoding).reason().meaning()).isNotBlank();
            }
        }
    }

    @AfterContainer
    static void close() {
        ENCODERS.forEach(ExampleEncoder::close);
    }

    private static void check(AgreementExample example, EncodedExample encoded, Pieces pieces) {
        int[] words = encoded.wordOfPiece();
        List<Integer> ofTarget = IntStream.range(0, words.length)
                .filter(piece -> words[piece] == example.target())
                .boxed()
                .toList();
        assertThat(ofTarget).containsExactly(encoded.target());
        for (int piece = 0; piece < words.length; piece++) {
            if (words[piece] >= 0) {
                Span word = example.sentence().span(words[piece]);
                Span span = pieces.spans().get(piece);
                assertThat(span.start()).isBetween(word.start(), word.end());
                if (span.end() > word.end()) {
                    assertBelongsToItsFirstWord(example.sentence(), words[piece], span);
                }
            }
        }
        for (int cue : encoded.cues()) {
            assertThat(example.cues()).contains(words[cue]);
        }
    }

    /** A piece may cover several words, such as a full stop and a digit with a mark between them: it belongs to the first. */
    private static void assertBelongsToItsFirstWord(Sentence sentence, int word, Span piece) {
        assertThat(IntStream.range(0, sentence.words().size())
                        .filter(other -> sentence.span(other).overlaps(piece)))
                .hasSizeGreaterThan(1)
                .startsWith(word);
    }

    @Example
    void aPieceOverTwoWordsBelongsToTheFirst() {
        piecesOfTargetAndCuesLieInTheirWords("!\u08D30", "");
        piecesOfTargetAndCuesLieInTheirWords("\uB4E1\u0629\u7C23\u0CC4\u2E50", "a");
    }
}
