package dev.mixlab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.data.Paradigm;
import dev.mixlab.evaluation.SentenceGroups.Group;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentenceGroupsTest {

    private static EvaluatedExample example(Paradigm paradigm, boolean right, int distance) {
        return new EvaluatedExample(
                Examples.of(3, 1, 0), paradigm.id(), "plural", right, distance, Examples.NO_CUE_WORDS);
    }

    @Test
    void groupsAreAllRightWrongTheParadigmsAndTheDistancesThatOccur() {
        List<Group> groups = SentenceGroups.of(List.of(
                example(Paradigm.ANAPHOR, true, 3),
                example(Paradigm.SUBJECT_VERB, false, 1),
                example(Paradigm.ANAPHOR, false, 4),
                example(Paradigm.ANAPHOR, false, 11)));

        assertThat(groups)
                .extracting(Group::name)
                .containsExactly("all", "right", "wrong", "ana", "rpsv", "distance_1", "distance_3_4", "distance_5_up");
        double[] values = {1, 2, 3, 4};
        assertThat(groups.get(0).of(values)).containsExactly(1, 2, 3, 4);
        assertThat(groups.get(2).of(values)).containsExactly(2, 3, 4);
        assertThat(groups.get(3).of(values)).containsExactly(1, 3, 4);
        assertThat(groups.get(6).of(values)).containsExactly(1, 3);
        assertThat(groups.get(7).of(values)).containsExactly(4);
    }

    @Test
    void everySentenceIsInOneGroupByDistance() {
        List<Group> groups = SentenceGroups.of(List.of(
                example(Paradigm.ANAPHOR, true, 1),
                example(Paradigm.ANAPHOR, true, 2),
                example(Paradigm.ANAPHOR, true, 5)));

        assertThat(groups)
                .filteredOn(group -> group.name().startsWith("distance"))
                .extracting(group -> group.members().length)
                .containsExactly(1, 1, 1);
    }
}
