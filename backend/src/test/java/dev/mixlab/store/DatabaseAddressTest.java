package dev.mixlab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

    @Test
    void userAndPasswordAreTakenOutOfTheAddress() {
        DatabaseAddress address = DatabaseAddress.parse(
                "postgresql://lab%40home:p%3Aa+s@db.example.org:5433/mixlab?sslmode=require", null);

        assertThat(address.url()).isEqualTo("jdbc:postgresql://db.example.org:5433/mixlab?sslmode=require");
        assertThat(address.user()).isEqualTo("lab@home");
        assertThat(address.password()).isEqualTo("p:a+s");
        assertThat(address.toString()).isEqualTo("postgresql://db.example.org:5433/mixlab");
    }

    @Test
    void aPasswordOfItsOwnComesFirst() {
        assertThat(DatabaseAddress.parse("postgres://lab:no@db/mixlab", "yes").password())
                .isEqualTo("yes");
    }

    @Test
    void anAddressOfTheDriverIsLeftAsItIs() {
        DatabaseAddress address = DatabaseAddress.parse("jdbc:postgresql://db/mixlab?user=lab&password=secret", null);

        assertThat(address.url()).isEqualTo("jdbc:postgresql://db/mixlab?user=lab&password=secret");
        assertThat(address.toString()).isEqualTo("postgresql://db/mixlab");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://lab:secret@db/mixlab",
                "postgresql://lab:secret@db",
                "postgresql:///mixlab",
                "lab:secret@db^"
            })
    void whatIsNoAddressIsRefusedWithoutThePassword(String text) {
        assertThatThrownBy(() -> DatabaseAddress.parse(text, null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("postgresql://user@host:port/name")
                .hasMessageNotContaining("secret");
    }
}
