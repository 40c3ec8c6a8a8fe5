package dev.mixlab.data.sample.lexicon;

import java.util.List;
import java.util.Set;

/**
 * A verb in one frame.
 *
 * @param particle the words that follow the inflected one, as "at" in "look at"
 * @param subjects classes that it may be said of
 * @param objects classes that it governs; none for an intransitive verb
 */
public record Verb(VerbForms forms, List<String> particle, Set<NounClass> subjects, Set<NounClass> objects) {

    public boolean transitive() {
        return !objects.isEmpty();
    }
}
