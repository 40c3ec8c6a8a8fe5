package dev.mixlab.web.catalogue;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.run.fitting.Texts;
import dev.mixlab.training.pretraining.TextLines;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Contract;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Stores the texts that heads are fitted on. */
public final class TextOperations implements Operations {

    /** Most bytes of a text. */
    public static final long LIMIT = 32L << 20;

    private final Texts texts;
    private final Path uploads;

    /**
     * The operations over a store.
     *
     * @param uploads where uploads lie while they are read
     */
    public TextOperations(Texts texts, Path uploads) {
        this.texts = texts;
        this.uploads = uploads;
    }

    @Override
    public void addTo(OperationTable table) {
        FileUpload upload = new FileUpload(table, uploads, LIMIT, List.of("text/plain", "application/octet-stream"));
        table.upload("addText", (context, inputs) -> upload.receive(context, this::add));
        table.answer("getText", inputs -> Answer.ok(texts.get(inputs.text("sha256"))));
    }

    private Answer add(Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            int sentences = TextLines.of(content, "the text").size();
            if (sentences == 0) {
                throw new InvalidInputException("the text has no sentence: all of its lines are blank");
            }
            String sha256 = texts.save(content, sentences).sha256();
            return Answer.created(Contract.BASE + "/texts/" + sha256, texts.get(sha256));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
