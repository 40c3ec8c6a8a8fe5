package dev.mixlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.data.Paradigm;
import dev.mixlab.encoder.family.EncoderFamilies;
import dev.mixlab.evaluation.Measure;
import dev.mixlab.evaluation.quantity.QuantityEvaluation;
import dev.mixlab.evaluation.suite.Evaluations;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.text.DropReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents of Help have a paragraph for everything that the program lists; the page links to these paragraphs. */
class HelpTest {

    private static final Path FOLDER = Path.of("frontend", "help");

    @Test
    void everyScoringMethodHasAParagraphUnderItsName() throws IOException {
        List<String> headings =
                ScoringMethods.infos().stream().map(HelpTest::headingOf).toList();

        assertThat(document("methods").lines()).containsAll(headings);
    }

    @Test
    void everyMeasureHasAParagraphUnderItsName() throws IOException {
        Stream<Measure> measures = Evaluations.infos().stream().flatMap(evaluation -> evaluation.measures().stream());
        List<String> headings = measures.filter(measure -> measure.id().equals(measure.metric()))
                .map(measure -> "### " + anchored(measure.id(), measure.name()))
                .toList();

        assertThat(headings).isNotEmpty();
        assertThat(document("measures").lines()).containsAll(headings);
    }

    @Test
    void everyQuantityHasAParagraphUnderItsName() throws IOException {
        List<String> headings = Evaluations.all().stream()
                .filter(QuantityEvaluation.class::isInstance)
                .flatMap(evaluation -> ((QuantityEvaluation) evaluation).quantities().stream())
                .map(quantity -> "### " + anchored(quantity.id(), quantity.name()))
                .toList();

        assertThat(headings).isNotEmpty();
        assertThat(document("measures").lines()).containsAll(headings);
    }

    @Test
    void everyEvaluationHasAParagraph() throws IOException {
        String measures = document("measures");

        assertThat(Evaluations.infos())
                .allSatisfy(evaluation -> assertThat(measures).contains(anchored(evaluation.id(), evaluation.name())));
    }

    @Test
    void everyFamilyHasARowInTheTableOfModels() throws IOException {
        String models = document("models");

        assertThat(EncoderFamilies.all())
                .allSatisfy(family -> assertThat(models)
                        .containsPattern("\\| \\*\\*%s\\*\\* +\\| .* \\| `%s`"
                                .formatted(
                                        family.id(),
                                        Pattern.quote(family.weights().prefix()))));
    }

    @Test
    void everyAggregationHasAParagraph() throws IOException {
        String aggregations = document("aggregation");

        assertThat(Aggregation.values())
                .allSatisfy(aggregation -> assertThat(aggregations)
                        .contains(
                                "<a id=\"%s\"></a>".formatted(aggregation.name().toLowerCase(Locale.ROOT))));
    }

    @Test
    void everyParadigmAndEveryReasonForDroppingAPairIsExplained() throws IOException {
        String data = document("data");

        assertThat(Paradigm.values())
                .allSatisfy(paradigm -> assertThat(data)
                        .contains("`%s`".formatted(paradigm.id()), "`%s`".formatted(paradigm.blimpName())));
        assertThat(DropReason.values()).allSatisfy(reason -> assertThat(data).contains("`%s`".formatted(reason.id())));
    }

    private static String document(String name) throws IOException {
        return Files.readString(FOLDER.resolve(name + ".md"));
    }

    private static String headingOf(MethodInfo method) {
        return "### " + anchored(method.id(), method.name());
    }

    private static String anchored(String id, String text) {
        return "<a id=\"%s\"></a>%s".formatted(id, text);
    }
}
