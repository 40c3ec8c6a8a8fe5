package dev.mixlab.store.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.DamagedDataException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.common.Sha256;
import dev.mixlab.run.fitting.HeadFittingSpec;
import dev.mixlab.run.fitting.HeadFittingSpec.Source;
import dev.mixlab.run.fitting.StoredText;
import dev.mixlab.store.Samples;
import dev.mixlab.store.TestDatabase;
import dev.mixlab.store.run.RunJournalRepository;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TextRepositoryTest {

    private static final Duration DAY = Duration.ofDays(1);

    @RegisterExtension
    private final TestDatabase database = new TestDatabase();

    private TextRepository texts;

    @BeforeEach
    void open() {
        texts = new TextRepository(database.get(), database.clock());
    }

    private StoredText saved(String text) {
        return texts.save(bytes(text), 1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aTextIsStoredOnceUnderItsHashAndReadBack() {
        StoredText first = saved("Grün ist die Hoffnung.");
        database.clock().advance(DAY);
        StoredText again = saved("Grün ist die Hoffnung.");

        assertThat(first.sha256()).isEqualTo(Sha256.hex(bytes("Grün ist die Hoffnung.")));
        assertThat(first.bytes()).isEqualTo(23);
        assertThat(again.sha256()).isEqualTo(first.sha256());
        assertThat(again.createdAt()).isEqualTo(first.createdAt().plus(DAY));
        assertThat(texts.read(first.sha256())).isEqualTo(bytes("Grün ist die Hoffnung."));
    }

    @Test
    void aTextThatIsNotThereOrDamagedIsSaidToBe() {
        String sha256 = saved("one").sha256();
        database.get()
                .jdbi()
                .useHandle(handle -> handle.createUpdate("UPDATE stored_text SET content = :other")
                        .bind("other", bytes("two"))
                        .execute());

        assertThatThrownBy(() -> texts.read(sha256)).isInstanceOf(DamagedDataException.class);
        assertThatThrownBy(() -> texts.get("ab")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> texts.read("ab")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void oldTextsThatNoRunUsesAreDeleted() {
        String used = saved("used").sha256();
        String old = saved("old").sha256();
        new RunJournalRepository(database.get(), database.clock())
                .create(Samples.spec("run")
                        .withHeadFitting(new HeadFittingSpec(Source.TEXT, used, 1, 64, 1e-3, 0.1, 1)));
        database.clock().advance(DAY.plusSeconds(1));
        String fresh = saved("fresh").sha256();

        texts.sweep(DAY);

        assertThat(texts.get(used)).isNotNull();
        assertThat(texts.get(fresh)).isNotNull();
        assertThatThrownBy(() -> texts.get(old)).isInstanceOf(NotFoundException.class);
    }
}
