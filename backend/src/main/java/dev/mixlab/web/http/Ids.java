package dev.mixlab.web.http;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.run.id.CheckpointId;
import dev.mixlab.run.id.ImportId;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.id.ShareId;
import dev.mixlab.run.id.SweepId;
import dev.mixlab.run.share.ShareToken;
import java.util.function.Function;

/** Reads ids from addresses. A malformed id is answered like the id of something that does not exist: not found. */
public final class Ids {

    private Ids() {}

    public static RunId run(Inputs inputs) {
        return run(inputs.text("runId"));
    }

    public static RunId run(String text) {
        return parse("run", text, RunId::new);
    }

    /** The run that another one is compared with. */
    public static RunId otherRun(Inputs inputs) {
        return parse("run", inputs.text("otherRunId"), RunId::new);
    }

    public static CheckpointId checkpoint(Inputs inputs) {
        return parse("checkpoint", inputs.text("checkpointId"), CheckpointId::new);
    }

    public static ImportId modelImport(Inputs inputs) {
        return parse("import", inputs.text("importId"), ImportId::new);
    }

    public static ScoreRunId scoreRun(Inputs inputs) {
        return scoreRun(inputs.text("scoreRunId"));
    }

    public static ScoreRunId scoreRun(String text) {
        return parse("score run", text, ScoreRunId::new);
    }

    public static SweepId sweep(Inputs inputs) {
        return sweep(inputs.text("sweepId"));
    }

    public static SweepId sweep(String text) {
        return parse("sweep", text, SweepId::new);
    }

    public static ShareId share(Inputs inputs) {
        return parse("share", inputs.text("shareId"), ShareId::new);
    }

    /** Reads a token. A malformed one is answered like an unknown one, and is not repeated in the message. */
    public static ShareToken shareToken(Inputs inputs) {
        try {
            return new ShareToken(inputs.text("token"));
        } catch (InvalidInputException malformed) {
            throw new NotFoundException("there is no such share, or it was revoked", malformed);
        }
    }

    private static <T> T parse(String what, String text, Function<String, T> constructor) {
        try {
            return constructor.apply(text);
        } catch (InvalidInputException malformed) {
            throw new NotFoundException("there is no %s '%s'".formatted(what, text), malformed);
        }
    }
}
