package dev.mixlab.verify;

import static dev.mixlab.common.StrictMapper.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.text.EncodedExample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * One input of a reference set: a single sequence, or several padded to one length.
 *
 * @param id the input's name; its tensors are called ID/TENSOR
 * @param padded whether it is a padded batch, whose tensors are called ID/TENSOR_MEMBER
 * @param members its sequences, without padding
 */
record ReferenceCase(String id, boolean padded, List<EncodedExample> members) {

    ReferenceCase {
        members = List.copyOf(members);
    }

    /** Reads all inputs of a cases.json. */
    static List<ReferenceCase> read(Path file) {
        List<ReferenceCase> cases = new ArrayList<>();
        for (JsonNode entry : json(file)) {
            cases.add(entry.path("kind").asText("single").equals("padded_batch") ? padded(entry) : single(entry));
        }
        return cases;
    }

    static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException broken) {
            throw new InvalidInputException(file + ": " + broken.getMessage(), broken);
        }
    }

    private static ReferenceCase single(JsonNode entry) {
        return new ReferenceCase(id(entry), false, List.of(example(entry, id(entry), ints(entry.path("input_ids")))));
    }

    private static ReferenceCase padded(JsonNode entry) {
        List<EncodedExample> members = new ArrayList<>();
        for (int member = 0; member < entry.path("input_ids").size(); member++) {
            int length = entry.path("member_lengths").path(member).asInt();
            int[] ids = Arrays.copyOf(ints(entry.path("input_ids").path(member)), length);
            members.add(new EncodedExample(
                    id(entry) + "/" + member,
                    ids,
                    Collections.nCopies(ids.length, "-"),
                    new int[ids.length],
                    entry.path("target_index").path(member).asInt(),
                    new int[0],
                    entry.path("good_token_id").path(member).asInt(),
                    entry.path("bad_token_id").path(member).asInt()));
        }
        return new ReferenceCase(id(entry), true, members);
    }

    private static EncodedExample example(JsonNode entry, String id, int[] ids) {
        return new EncodedExample(
                id,
                ids,
                Collections.nCopies(ids.length, "-"),
                new int[ids.length],
                entry.path("target_index").asInt(),
                ints(entry.path("cue_indices")),
                entry.path("good_token_id").asInt(),
                entry.path("bad_token_id").asInt(),
                ints(entry.path("counterfactual_ids")));
    }

    private static String id(JsonNode entry) {
        return entry.path("id").asText();
    }

    static int[] ints(JsonNode list) {
        int[] values = new int[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i).asInt();
        }
        return values;
    }
}
