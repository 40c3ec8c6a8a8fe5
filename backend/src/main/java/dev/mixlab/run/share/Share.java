package dev.mixlab.run.share;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.PlainText;
import dev.mixlab.run.id.ShareId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A view of finished results that everyone who has its token may see.
 *
 * @param id id of the share
 * @param title title of the view
 * @param address path and query of the view
 * @param createdAt time of its creation
 * @param revokedAt time at which it was revoked; null while it is valid
 * @param openedAt time at which it was last opened, to the minute; null before the first time
 */
public record Share(
        ShareId id,
        String title,
        String address,
        Instant createdAt,
        @Nullable Instant revokedAt,
        @Nullable Instant openedAt) {

    /**
     * A share to be created.
     *
     * @param title title of the view
     * @param address path and query of the view: a place within the page
     * @param requests paths and queries of all requests of the view, without duplicates
     */
    public record New(String title, String address, List<String> requests) {

        private static final Pattern PLACE = Pattern.compile("/(?![/\\\\]|api/|s/)[\\x21-\\x7e&&[^\\\\#]]*");

        public New {
            requests = List.copyOf(requests);
            PlainText.require("the title of a share", title);
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
     * A new share with its token, which is not stored anywhere.
     *
     * @param share the share
     * @param token token that gives access to the share
     */
    public record Created(Share share, ShareToken token) {}
}
