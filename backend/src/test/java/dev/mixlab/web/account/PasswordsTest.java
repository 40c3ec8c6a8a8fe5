package dev.mixlab.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private final Passwords passwords = new Passwords(Passwords.ROUNDS);

    @Test
    void aPasswordMatchesItsOwnHashAlone() {
        String hash = passwords.hash("a long enough secret");

        assertThat(passwords.matches(hash, "a long enough secret")).isTrue();
        assertThat(passwords.matches(hash, "a long enough secret ")).isFalse();
        assertThat(passwords.hash("a long enough secret")).isNotEqualTo(hash);
    }

    @Test
    void whereThereIsNoAccountTheSameWorkIsDoneAndTheAnswerIsNo() {
        assertThat(shape(passwords.nobodys())).isEqualTo(shape(passwords.hash("anything")));
        assertThat(passwords.matches(null, "anything")).isFalse();
    }

    /** The algorithm and its rounds, and the lengths of salt and hash. */
    private static List<String> shape(String hash) {
        List<String> parts = List.of(hash.split("\\$"));
        return Stream.concat(
                        parts.subList(0, 3).stream(),
                        parts.subList(3, parts.size()).stream().map(part -> Integer.toString(part.length())))
                .toList();
    }
}
