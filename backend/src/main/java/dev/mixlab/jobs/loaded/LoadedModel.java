package dev.mixlab.jobs.loaded;

import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.text.ExampleEncoder;
import dev.mixlab.weights.ModelSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A model with its tokenizer in memory. It is closed when nobody uses it any more. */
public final class LoadedModel implements AutoCloseable {

    private final MaskedLanguageModel model;
    private final ExampleEncoder encoder;
    private int users;
    private boolean closed;

    private LoadedModel(MaskedLanguageModel model, ExampleEncoder encoder) {
        this.model = model;
        this.encoder = encoder;
    }

    static LoadedModel of(ModelSource source) {
        MaskedLanguageModel model = MaskedLanguageModel.load(source, Precision.FLOAT32);
        try {
            return new LoadedModel(
                    model, ExampleEncoder.of(source.tokenizer(), model.config().maxTokens()));
        } catch (RuntimeException | Error refused) {
            model.close();
            throw refused;
        }
    }

    public MaskedLanguageModel model() {
        return model;
    }

    public ExampleEncoder encoder() {
        return encoder;
    }

    /** Returns the memory of the weights. */
    long bytes() {
        return model.parameterCount() * Float.BYTES;
    }

    /** Calls a function while the model stays open; returns null if it has been closed. */
    <T> @Nullable T use(Function<LoadedModel, T> function) {
        if (!acquire()) {
            return null;
        }
        try {
            return function.apply(this);
        } finally {
            release();
        }
    }

    private synchronized boolean acquire() {
        if (closed) {
            return false;
        }
        users++;
        return true;
    }

    private synchronized void release() {
        users--;
        freeIfUnused();
    }

    /** Frees the memory, once the last function that uses the model has returned. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            freeIfUnused();
        }
    }

    private void freeIfUnused() {
        if (closed && users == 0) {
            encoder.close();
            model.close();
        }
    }
}
