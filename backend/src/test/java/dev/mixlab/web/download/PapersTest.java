package dev.mixlab.web.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.web.download.Papers.Paper;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PapersTest {

    private static final Pattern CITED = Pattern.compile("(?:et al\\.|and \\w+( \\w+)?) \\d{4}");

    @Test
    void everyPaperThatAMethodNamesIsKnown() {
        for (MethodInfo method : ScoringMethods.infos()) {
            List<Paper> papers = Papers.namedIn(List.of(method.paper()));
            assertThat(papers).as(method.paper()).hasSize((int)
                    CITED.matcher(method.paper()).results().count());
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
