package dev.mixlab.weights.hub;

import dev.mixlab.common.InvalidInputException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A model on the hub at one of its revisions.
 *
 * @param id name, or organisation and name with a slash between
 * @param revision branch, tag or commit
 */
public record ModelId(String id, String revision) {

    private static final Pattern ID = Pattern.compile("[\\w.-]{1,96}(/[\\w.-]{1,96})?");
    private static final Pattern REVISION = Pattern.compile("\\w[\\w./-]{0,199}");

    /**
     * Checks both.
     *
     * @throws InvalidInputException if one cannot be on the hub
     */
    public ModelId {
        if (!ID.matcher(id).matches() || id.contains("..") || id.contains("--") || id.startsWith(".")) {
            throw new InvalidInputException(
                    "'%s' is no id of a model on the hub; one is like roberta-base or google/electra-base-generator"
                            .formatted(id));
        }
        if (!REVISION.matcher(revision).matches() || revision.contains("..") || revision.contains("//")) {
            throw new InvalidInputException(
                    "'%s' is no revision on the hub; one is a branch, a tag or a commit".formatted(revision));
        }
    }

    /** Returns the revision as one part of a path. */
    String encodedRevision() {
        return URLEncoder.encode(revision, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "%s at revision %s".formatted(id, revision);
    }
}
