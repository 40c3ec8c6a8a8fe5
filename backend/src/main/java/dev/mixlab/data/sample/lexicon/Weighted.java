package dev.mixlab.data.sample.lexicon;

import dev.mixlab.common.InvalidInputException;
import java.util.List;

/** Choices with whole-number weights. */
public final class Weighted<T> {

    private final List<T> items;
    private final int[] upTo;

    public Weighted(List<T> items, List<Integer> weights) {
        if (items.isEmpty() || items.size() != weights.size()) {
            throw new InvalidInputException("%s choices with %s weights".formatted(items.size(), weights.size()));
        }
        this.items = List.copyOf(items);
        this.upTo = new int[items.size()];
        int sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            sum += weights.get(i);
            upTo[i] = sum;
        }
    }

    public List<T> items() {
        return items;
    }

    public int total() {
        return upTo[upTo.length - 1];
    }

    public T at(int ticket) {
        int i = 0;
        while (upTo[i] <= ticket) {
            i++;
        }
        return items.get(i);
    }
}
