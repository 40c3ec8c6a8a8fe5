package dev.mixlab.data.sample.lexicon;

import java.util.List;
import java.util.Set;

/**
 * A verb with one frame.
 *
 * @param particle words that follow the inflected form, such as "at" in "look at"
 * @param subjects classes of its subject
 * @param objects classes of its object; none for an intransitive verb
 */
public record Verb(VerbForms forms, List<String> particle, Set<NounClass> subjects, Set<NounClass> objects) {

    public boolean transitive() {
        return !objects.isEmpty();
    }
}
