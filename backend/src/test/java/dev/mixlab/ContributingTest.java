package dev.mixlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** CONTRIBUTING keeps up with the code. */
class ContributingTest {

    private static final Pattern CLASS_NAME = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)`");

    private static final Set<String> LIBRARY_CLASSES = Set.of("NDArray", "DefaultLocale", "StringCaseLocaleUsage");

    @Test
    void everyClassThatIsNamedExists() throws IOException {
        List<String> named = CLASS_NAME
                .matcher(Files.readString(Path.of("CONTRIBUTING.md")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .filter(name -> !LIBRARY_CLASSES.contains(name))
                .toList();

        assertThat(named).hasSizeGreaterThan(20);
        assertThat(classNames(Path.of("backend", "src"))).containsAll(named);
    }

    private static Set<String> classNames(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }
}
