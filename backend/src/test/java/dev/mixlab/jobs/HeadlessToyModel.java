package dev.mixlab.jobs;

import dev.mixlab.weights.tensor.TensorInfo;
import java.util.List;

/** The toy model without its masked-LM head. */
public class HeadlessToyModel extends ToyModel {

    @Override
    public List<TensorInfo> tensors() {
        return super.tensors().stream()
                .filter(info -> !info.name().startsWith("cls."))
                .toList();
    }
}
