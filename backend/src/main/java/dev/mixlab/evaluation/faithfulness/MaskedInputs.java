package dev.mixlab.evaluation.faithfulness;

import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A list of masked sentences without duplicates: several orders of tokens can lead to the same sentence. */
public final class MaskedInputs {

    private final List<MaskedInput> inputs = new ArrayList<>();
    private final Map<Key, Integer> places = new HashMap<>();

    private record Key(int example, BitSet masked) {}

    /** Returns the index of the sentence with these tokens masked in {@link #all}, and adds the sentence if it is new. */
    public int place(int index, EncodedExample example, BitSet masked) {
        return places.computeIfAbsent(new Key(index, masked), key -> {
            inputs.add(new MaskedInput(example, masked));
            return inputs.size() - 1;
        });
    }

    /** Returns the sentences in the order in which they were added. */
    public List<MaskedInput> all() {
        return List.copyOf(inputs);
    }
}
