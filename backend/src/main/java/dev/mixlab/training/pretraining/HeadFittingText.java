package dev.mixlab.training.pretraining;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.training.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Encoded texts on which a head is fitted, and texts on which it is measured.
 *
 * @param train texts to train on
 * @param heldOut texts to measure on, at most {@value #MOST_HELD_OUT}
 * @param leftOut number of texts that are too short, too long or without a known token
 */
public record HeadFittingText(PretrainingCorpus train, List<int[]> heldOut, int leftOut) {

    static final int MOST_HELD_OUT = 1000;

    private static final int FEWEST = 10;

    public HeadFittingText {
        heldOut = List.copyOf(heldOut);
    }

    /**
     * Splits texts by the seed. Texts of which another has the same tokens count once, so that none is in both parts.
     *
     * @param texts token ids of each text, special tokens included
     * @param longest the most tokens that the model reads
     * @throws InvalidInputException for fewer than {@value #FEWEST} different texts of a length that can be used
     */
    public static HeadFittingText split(List<int[]> texts, int longest, HeadFittingSettings settings) {
        List<int[]> usable = new ArrayList<>(texts.stream()
                .filter(text -> PretrainingCorpus.isUsable(text, longest))
                .map(Text::new)
                .distinct()
                .map(Text::ids)
                .toList());
        requireEnough(usable.size(), longest);
        Collections.shuffle(usable, new Random(Seeds.of(settings.training().seed(), "held-out", 0)));
        int held = (int) Math.ceil(usable.size() * settings.heldOut());
        List<int[]> measured = usable.subList(0, Math.min(held, MOST_HELD_OUT));
        return new HeadFittingText(
                new PretrainingCorpus(usable.subList(held, usable.size()), longest),
                measured,
                Math.toIntExact(texts.stream()
                        .filter(text -> !PretrainingCorpus.isUsable(text, longest))
                        .count()));
    }

    /** Refuses texts as {@link #split} does, and reads no more of them than it takes to know. */
    static void requireEnough(Stream<int[]> texts, int longest) {
        long different = texts.filter(text -> PretrainingCorpus.isUsable(text, longest))
                .map(Text::new)
                .distinct()
                .limit(FEWEST)
                .count();
        requireEnough(different, longest);
    }

    private static void requireEnough(long different, int longest) {
        if (different < FEWEST) {
            throw new InvalidInputException(
                    "fitting a head needs at least %s different texts of %s to %s tokens, and there are %s"
                            .formatted(FEWEST, PretrainingCorpus.SHORTEST, longest, different));
        }
    }

    /** Token ids that are equal when all of them are. */
    private record Text(int[] ids) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Text text && Arrays.equals(ids, text.ids);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(ids);
        }
    }
}
