package dev.mixlab.verify;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.engine.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reports files of reference numbers that no other check reads. */
final class UnknownFiles implements Check {

    private static final Pattern NUMBERS = Pattern.compile(".*\\.(json|jsonl|safetensors|npy|npz|csv|tsv|pt)");

    /** Files that checks read, and files that belong to a model and its tokenizer. */
    private static final Pattern KNOWN =
            Pattern.compile("(cases|config|generation_config|evaluation|finetuning|tokenizer|tokenizer_config"
                    + "|special_tokens_map|added_tokens|vocab)\\.json"
                    + "|(expected|finetuning)\\.safetensors|model.*\\.(safetensors|json)");

    @Override
    public boolean appliesTo(Path folder) {
        return Files.isRegularFile(folder.resolve("cases.json"));
    }

    @Override
    public List<Finding> run(Path folder, String name, Precision precision) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> NUMBERS.matcher(file).matches()
                            && !KNOWN.matcher(file).matches())
                    .sorted()
                    .map(file -> Finding.notImplemented(name, file, ""))
                    .toList();
        } catch (IOException unreadable) {
            throw new InvalidInputException(folder + ": cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
