package dev.mixlab.evaluation.quantity;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.evaluation.EvaluationResult.Document;
import dev.mixlab.evaluation.statistics.Digits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Values of quantities by layer, or by layer and head, while they are being computed; sentences may come in any order. */
public final class QuantityColumns {

    private final int firstLayer;
    private final int layers;
    private final @Nullable Integer heads;
    private final int examples;
    private final Map<String, double[][]> values = new LinkedHashMap<>();
    private final BitSet present = new BitSet();

    /**
     * Creates columns without values.
     *
     * @param firstLayer layer of the first row
     * @param layers number of rows
     * @param heads heads per layer; null if the quantities belong to whole layers
     * @param quantities ids
     * @param examples number of sentences N
     */
    public QuantityColumns(int firstLayer, int layers, @Nullable Integer heads, List<String> quantities, int examples) {
        this.firstLayer = firstLayer;
        this.layers = layers;
        this.heads = heads;
        this.examples = examples;
        for (String quantity : quantities) {
            double[][] cells = new double[cells()][examples];
            Arrays.stream(cells).forEach(cell -> Arrays.fill(cell, Double.NaN));
            values.put(quantity, cells);
        }
    }

    /** Sets the values of one sentence by layer, then by head. */
    public synchronized void put(String quantity, int index, double[] ofCells) {
        double[][] cells = Objects.requireNonNull(values.get(quantity), quantity);
        if (ofCells.length != cells.length) {
            throw new InvalidInputException(
                    "quantity %s: %s values for %s layers and heads".formatted(quantity, ofCells.length, cells.length));
        }
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell][index] = ofCells[cell];
        }
        present.set(index);
    }

    int firstLayer() {
        return firstLayer;
    }

    int layers() {
        return layers;
    }

    @Nullable Integer heads() {
        return heads;
    }

    int cells() {
        return heads == null ? layers : layers * heads;
    }

    List<String> quantities() {
        return List.copyOf(values.keySet());
    }

    /** Returns whether a sentence has values. */
    boolean has(int index) {
        return present.get(index);
    }

    /** Returns the values of one layer, or of one head [N]; NaN where undefined. */
    double[] values(String quantity, int cell) {
        return Objects.requireNonNull(values.get(quantity), quantity)[cell];
    }

    /** Makes one document per layer, or per head, of the sentences that have values. */
    public List<Document> documents(String evaluation) {
        List<Integer> sentences =
                IntStream.range(0, examples).filter(this::has).boxed().toList();
        List<Document> documents = new ArrayList<>();
        for (int cell = 0; cell < cells(); cell++) {
            int row = heads == null ? cell : cell / heads;
            int at = cell;
            Map<String, List<Double>> ofSentences = new LinkedHashMap<>();
            values.forEach((quantity, cells) -> ofSentences.put(
                    quantity,
                    sentences.stream()
                            .map(index -> Digits.round(cells[at][index]))
                            .toList()));
            documents.add(new Document(
                    QuantityValues.name(evaluation),
                    cell,
                    new QuantityValues(firstLayer + row, heads == null ? null : cell % heads, sentences, ofSentences)));
        }
        return documents;
    }
}
