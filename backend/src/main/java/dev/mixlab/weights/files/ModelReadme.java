package dev.mixlab.weights.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the model card of a folder, its README.md, says in the YAML block at its beginning. */
public final class ModelReadme {

    static final String FILE = "README.md";

    private static final int LARGEST = 64 << 10;
    private static final int LONGEST_LICENCE = 200;
    private static final Pattern BLOCK = Pattern.compile("\\A---\\R(.*?)\\R---\\s*(\\R|\\z)", Pattern.DOTALL);
    private static final YAMLMapper YAML = new YAMLMapper();

    private ModelReadme() {}

    /** Returns the licence that the card names; empty where there is no card, or it names none. */
    public static Optional<String> licence(Path folder) {
        Path card = folder.resolve(FILE);
        if (!Files.isRegularFile(card)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(card)) {
            return licence(new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    static Optional<String> licence(String card) {
        Matcher block = BLOCK.matcher(card);
        if (!block.find()) {
            return Optional.empty();
        }
        try {
            JsonNode fields = YAML.readTree(block.group(1));
            JsonNode licence = fields.path("license");
            JsonNode first = licence.isArray() ? licence.path(0) : licence;
            String name =
                    first.asText().equals("other") ? fields.path("license_name").asText("other") : first.asText();
            return Optional.of(name.strip())
                    .filter(text -> !text.isEmpty() && text.length() <= LONGEST_LICENCE)
                    .filter(text -> text.codePoints().noneMatch(Character::isISOControl));
        } catch (JsonProcessingException notYaml) {
            return Optional.empty();
        }
    }
}
