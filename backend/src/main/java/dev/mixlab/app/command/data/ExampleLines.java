package dev.mixlab.app.command.data;

import static dev.mixlab.common.StrictMapper.JSON;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.data.AgreementData;
import dev.mixlab.data.AgreementExample;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Agreement examples as JSON lines: half, words, target, cues, bad word, label, paradigm. */
final class ExampleLines {

    private ExampleLines() {}

    static void write(Path file, AgreementData data) {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            write(writer, "train", data.train());
            write(writer, "test", data.test());
        } catch (IOException e) {
            throw new InvalidInputException("%s: cannot be written: %s".formatted(file, e), e);
        }
    }

    private static void write(BufferedWriter writer, String half, List<AgreementExample> examples) throws IOException {
        for (AgreementExample example : examples) {
            ObjectNode node = JSON.createObjectNode().put("id", example.id()).put("half", half);
            node.put("paradigm", example.paradigm());
            node.put("label", example.label());
            node.put("sentence", example.sentence().text());
            ArrayNode words = node.putArray("words");
            example.sentence().words().forEach(words::add);
            node.put("target", example.target()).put("good", example.good()).put("bad", example.bad());
            ArrayNode cues = node.putArray("cues");
            ArrayNode cueWords = node.putArray("cueWords");
            for (int cue : example.cues()) {
                cues.add(cue);
                cueWords.add(example.sentence().words().get(cue));
            }
            writer.write(JSON.writeValueAsString(node));
            writer.newLine();
        }
    }
}
