package dev.mixlab.store.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.AtOnce;
import dev.mixlab.common.ConflictException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.data.AgreementData;
import dev.mixlab.run.catalogue.DataOrigin;
import dev.mixlab.run.catalogue.DataSet;
import dev.mixlab.store.Samples;
import dev.mixlab.store.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DataSetRepositoryTest {

    @RegisterExtension
    private final TestDatabase database = new TestDatabase();

    private static final DataOrigin ORIGIN = new DataOrigin("upload of dogs.csv");

    private DataSetRepository sets;

    @BeforeEach
    void open() {
        sets = new DataSetRepository(database.get(), database.clock());
    }

    @Test
    void aDataSetComesBackWithBothHalvesAndItsCounts() {
        AgreementData data = Samples.data("sample", "dogs");

        DataSet set = sets.register(data, ORIGIN);

        assertThat(sets.open("sample")).isEqualTo(data);
        assertThat(sets.counts("sample")).isEqualTo(data.counts());
        assertThat(set.train()).isEqualTo(1);
        assertThat(set.test()).isEqualTo(2);
        assertThat(set.paradigms()).isEqualTo(Map.of("dna", 3));
        assertThat(sets.list()).containsExactly(set);
    }

    @Test
    void theSameContentIsRegisteredOnce() {
        DataSet set = sets.register(Samples.data("sample", "dogs"), ORIGIN);

        assertThat(sets.register(Samples.data("sample", "dogs"), ORIGIN)).isEqualTo(set);
        assertThat(sets.list()).hasSize(1);
    }

    @Test
    void whatManyRegisterAtOnceIsRegisteredOnce() throws ExecutionException, InterruptedException {
        List<DataSet> registered = AtOnce.all(24, client -> sets.register(Samples.data("sample", "dogs"), ORIGIN));

        assertThat(sets.list()).hasSize(1).containsAll(registered);
    }

    @Test
    void otherContentUnderTheSameIdIsRefused() {
        sets.register(Samples.data("sample", "dogs"), ORIGIN);

        assertThatThrownBy(() -> sets.register(Samples.data("sample", "cats"), ORIGIN))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("sample");
        assertThat(sets.open("sample")).isEqualTo(Samples.data("sample", "dogs"));
    }

    @Test
    void aDataSetThatIsNotThereIsNotFound() {
        assertThatThrownBy(() -> sets.get("blimp")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> sets.open("blimp"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("blimp");
    }

    @Test
    void namesAndOriginsWithControlCharactersAreRefusedAndNothingIsStored() {
        AgreementData data = Samples.data("sample", "dogs");
        AgreementData named =
                new AgreementData(data.id(), "dogs\nand cats", data.train(), data.test(), data.counts(), data.sha256());

        assertThatThrownBy(() -> sets.register(named, ORIGIN))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the name of a data set");
        assertThatThrownBy(() -> sets.register(data, new DataOrigin("upload of \u0007.csv")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the origin of a data set");
        assertThat(sets.list()).isEmpty();
    }
}
