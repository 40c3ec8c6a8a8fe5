package dev.mixlab.data.blimp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.Paradigm;
import dev.mixlab.data.blimp.PairAnnotator.Annotation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cues against sentences that were marked by hand: hand-checked.txt says how. */
class HandCheckedCuesTest {

    private static final Pattern TARGET = Pattern.compile("\\{([^/]+)/([^}]+)\\}");
    private static final Pattern CUE = Pattern.compile("\\[([^]]+)\\]");

    @ParameterizedTest
    @MethodSource("marked")
    void theCueWordsAreThoseMarkedByHand(String line) {
        String[] head = before(line).split(" +", -1);
        String marked = after(line);

        AgreementExample example = annotated(pair(head[0], marked));

        assertThat(example.label()).isEqualTo(head[1]);
        assertThat(words(example, example.cues())).isEqualTo(cues(marked));
        assertThat(words(example, List.of(example.target())))
                .isEqualTo(words(TARGET.matcher(marked)
                                .results()
                                .findFirst()
                                .orElseThrow()
                                .group(1))
                        .subList(0, 1));
    }

    @ParameterizedTest
    @MethodSource("dropped")
    void whatTheRulesCannotTellIsDropped(String line) {
        String[] parts = after(line).split(" ", 2);

        Annotation annotation = PairAnnotator.annotate(pair(parts[0], parts[1]));

        assertThat(annotation)
                .isInstanceOfSatisfying(
                        Annotation.Dropped.class,
                        lost -> assertThat(lost.reason().id()).isEqualTo(before(line)));
    }

    @Test
    void everyParadigmHasSentencesOfBothNumbers() {
        assertThat(marked().collect(Collectors.groupingBy(
                        line -> before(line).replaceAll(" +", " "), Collectors.counting())))
                .hasSize(10)
                .allSatisfy((kind, count) -> assertThat(count).isGreaterThanOrEqualTo(6));
    }

    static Stream<String> marked() {
        return lines().filter(line -> before(line).contains(" "));
    }

    static Stream<String> dropped() {
        return lines().filter(line -> !before(line).contains(" "));
    }

    private static Stream<String> lines() {
        try (InputStream in = HandCheckedCuesTest.class.getResourceAsStream("/blimp/hand-checked.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MinimalPair pair(String paradigm, String marked) {
        String text = CUE.matcher(marked).replaceAll("$1");
        String good = TARGET.matcher(text).replaceAll("$1");
        return new MinimalPair(
                "x", Paradigm.of(paradigm), good, TARGET.matcher(text).replaceAll("$2"));
    }

    private static AgreementExample annotated(MinimalPair pair) {
        Annotation annotation = PairAnnotator.annotate(pair);
        assertThat(annotation).isInstanceOf(Annotation.Annotated.class);
        return ((Annotation.Annotated) annotation).example();
    }

    private static List<String> cues(String marked) {
        List<String> cues = new ArrayList<>();
        Matcher matcher = CUE.matcher(marked);
        while (matcher.find()) {
            cues.addAll(words(matcher.group(1)));
        }
        return cues;
    }

    private static List<String> words(String text) {
        return WordSplitter.split(text).words();
    }

    private static List<String> words(AgreementExample example, List<Integer> indices) {
        return indices.stream().map(example.sentence().words()::get).toList();
    }

    private static String before(String line) {
        return line.substring(0, line.indexOf('|')).strip();
    }

    private static String after(String line) {
        return line.substring(line.indexOf('|') + 1).strip();
    }
}
