package dev.mixlab.web.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.evaluation.EvaluationInfo;
import dev.mixlab.evaluation.suite.Evaluations;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.web.download.Papers.Paper;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PapersTest {

    private static final Pattern CITED = Pattern.compile("(?:et al\\.|and \\w+( \\w+)?|nostalgebraist) \\d{4}");

    private static final Set<String> WITHOUT = Set.of("definition of this program", "Baseline");

    @Test
    void everyPaperThatAMethodOrAnEvaluationNamesIsKnown() {
        List<String> sources = Stream.concat(
                        ScoringMethods.infos().stream().map(MethodInfo::paper),
                        Evaluations.infos().stream().map(EvaluationInfo::paper))
                .toList();
        for (String source : sources) {
            List<Paper> papers = Papers.namedIn(List.of(source));
            long cited = CITED.matcher(source).results().count();
            assertThat(papers).as(source).hasSize((int) cited);
            assertThat(cited > 0).as(source).isNotEqualTo(WITHOUT.contains(source));
        }
    }

    @Test
    void everyPaperCanBeFound() {
        assertThat(Papers.namedIn(List.of("Voita and Titov 2020; Warstadt et al. 2020; DeYoung et al. 2020")))
                .hasSize(3)
                .allSatisfy(paper -> {
                    assertThat(paper.doi()).startsWith("10.");
                    assertThat(paper.cited()).endsWith(" " + paper.year());
                    assertThat(paper.authors())
                            .allSatisfy(author -> assertThat(author).contains(", "));
                });
    }
}
