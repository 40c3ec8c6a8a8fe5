package dev.mixlab.run.share;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.run.id.ShareId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One view of finished results that whoever has its token may see.
 *
 * @param id its name
 * @param title what the view is called
 * @param address the view's own path and query
 * @param createdAt when it was made
 * @param revokedAt since when it opens nothing any more; null while it does
 * @param openedAt when it was last opened, to the minute; null before the first time
 */
public record Share(
        ShareId id,
        String title,
        String address,
        Instant createdAt,
        @Nullable Instant revokedAt,
        @Nullable Instant openedAt) {

    /**
     * A share to be.
     *
     * @param title what the view is called
     * @param address the view's own path and query: a place within the page
     * @param requests path and query of all that the view reads, each once
     */
    public record New(String title, String address, List<String> requests) {

        private static final Pattern PLACE = Pattern.compile("/(?![/\\\\]|api/|s/)[\\x21-\\x7e&&[^\\\\#]]*");

        public New {
            requests = List.copyOf(requests);
            if (title.isBlank()) {
                throw new InvalidInputException("a share needs a title, not '%s'".formatted(title));
            }
            if (!PLACE.matcher(address).matches()) {
                throw new InvalidInputException(
                        "address '%s' is not path and query of a page that can be shared".formatted(address));
            }
            if (requests.isEmpty() || new HashSet<>(requests).size() < requests.size()) {
                throw new InvalidInputException("a share needs one or more requests, each once, not " + requests);
            }
        }
    }

    /**
     * A new share with its token, which nothing knows afterwards.
     *
     * @param share the share
     * @param token what opens it
     */
    public record Created(Share share, ShareToken token) {}
}
