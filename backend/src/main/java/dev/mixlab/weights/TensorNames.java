package dev.mixlab.weights;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What names of parameters mean across the ages and heads of Hugging Face checkpoints. */
public final class TensorNames {

    private static final Map<String, String> MODERN = Map.of("gamma", "weight", "beta", "bias");

    /** Parts of names that belong to other heads than masked language modelling, or are not parameters at all. */
    private static final Set<String> NOT_NEEDED = Set.of(
            "pooler",
            "seq_relationship",
            "position_ids",
            "token_type_ids",
            "discriminator_predictions",
            "classifier",
            "pre_classifier",
            "sop_classifier",
            "qa_outputs",
            "sequence_summary");

    private static final List<String> WRAPPERS = List.of("module.", "_orig_mod.");

    private TensorNames() {}

    /** The name in today's words: a layer norm's gamma is its weight, its beta its bias. */
    public static String modern(String name) {
        int lastPart = name.lastIndexOf('.') + 1;
        String replacement = MODERN.get(name.substring(lastPart));
        return replacement == null ? name : name.substring(0, lastPart) + replacement;
    }

    /**
     * What wrappers of a training script have put before every name, such as {@code module.} of DataParallel and
     * {@code _orig_mod.} of torch.compile; empty where the names are those of the model.
     */
    static String wrapper(Set<String> names) {
        String common = "";
        for (Optional<String> next = wrapper(names, common); next.isPresent(); next = wrapper(names, common)) {
            common = next.get();
        }
        return common;
    }

    private static Optional<String> wrapper(Set<String> names, String common) {
        return names.isEmpty()
                ? Optional.empty()
                : WRAPPERS.stream()
                        .map(wrapper -> common + wrapper)
                        .filter(prefix -> names.stream().allMatch(name -> name.startsWith(prefix)))
                        .findFirst();
    }

    /** Whether a masked language model does without this tensor. */
    public static boolean belongsElsewhere(String name) {
        return Arrays.stream(name.split("\\.", -1)).anyMatch(NOT_NEEDED::contains);
    }

    /** Names that are neither known nor belong to other heads, in order. */
    public static Set<String> unknown(Collection<String> names, Set<String> known) {
        return names.stream()
                .filter(name -> !known.contains(modern(name)) && !belongsElsewhere(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
