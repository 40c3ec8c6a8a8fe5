package dev.mixlab.jobs.chunk;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.spec.StageName;
import org.jspecify.annotations.Nullable;

/**
 * A part of a stage of a run that can be computed by itself.
 *
 * @param run the run
 * @param stage a stage that scores or evaluates
 * @param evaluation id of the evaluation; null for a part of scoring
 * @param number of the part within the scoring or the evaluation
 */
public record Chunk(RunId run, StageName stage, @Nullable String evaluation, int number) {

    private static final String SEPARATOR = "/";

    /** Returns the chunk as the queue names it, such as {@code r-0123456789/evaluate-after/faithfulness/32}. */
    public String name() {
        return String.join(
                SEPARATOR, run.value(), stage.id(), evaluation == null ? "" : evaluation, Integer.toString(number));
    }

    /**
     * Returns the chunk with a name of the queue.
     *
     * @throws InvalidInputException if it is no such name
     */
    public static Chunk of(String name) {
        String[] parts = name.split(SEPARATOR, -1);
        try {
            if (parts.length == 4) {
                return new Chunk(
                        new RunId(parts[0]),
                        StageName.of(parts[1]),
                        parts[2].isEmpty() ? null : parts[2],
                        Integer.parseInt(parts[3]));
            }
        } catch (NumberFormatException noNumber) {
            throw new InvalidInputException("'%s' names no part of a run".formatted(name), noNumber);
        }
        throw new InvalidInputException("'%s' names no part of a run".formatted(name));
    }
}
