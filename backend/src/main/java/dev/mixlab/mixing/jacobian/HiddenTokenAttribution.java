package dev.mixlab.mixing.jacobian;

import dev.mixlab.mixing.method.ContextMixingMethod;
import dev.mixlab.mixing.method.LayerContext;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.MethodInfo.Need;
import java.util.List;

/** Hidden token attribution of single layers: norms of the blocks of each layer's Jacobian. */
public final class HiddenTokenAttribution implements ContextMixingMethod {

    private static final MethodInfo INFO = MethodInfo.contextMixing(
                    "hidden_token_attribution", "Hidden token attribution")
            .paper("Brunner et al. 2020; Pascual et al. 2021")
            .description(
                    "How strongly a token's new representation answers to small changes of another token's before the layer (norm of the Jacobian).")
            .needs(Need.JACOBIAN)
            .build();

    @Override
    public MethodInfo info() {
        return INFO;
    }

    @Override
    public List<double[]> score(LayerContext layer) {
        return JacobianNorms.of(layer);
    }
}
