package dev.mixlab.encoder;

import ai.djl.ndarray.NDArray;
import dev.mixlab.common.InvalidInputException;

/** The activation functions that Hugging Face's {@code hidden_act} may name here. */
public enum Activation {
    /** x times the normal distribution function of x, by the error function. */
    GELU {
        @Override
        public NDArray apply(NDArray input) {
            return ai.djl.nn.Activation.gelu(input);
        }
    },
    /** Hendrycks and Gimpel's approximation of GELU by tanh. */
    GELU_NEW {
        @Override
        public NDArray apply(NDArray input) {
            NDArray cubic = Scalars.times(input.mul(input), 0.044715).add(1).mul(input);
            NDArray bend = Scalars.times(cubic, Math.sqrt(2 / Math.PI)).tanh();
            return Scalars.times(bend.add(1).mul(input), 0.5);
        }
    },
    RELU {
        @Override
        public NDArray apply(NDArray input) {
            return ai.djl.nn.Activation.relu(input);
        }
    },
    /** x times the logistic function of x. */
    SILU {
        @Override
        public NDArray apply(NDArray input) {
            return ai.djl.nn.Activation.sigmoid(input).mul(input);
        }
    };

    /** The function of every element; a new array in the manager of the input. */
    public abstract NDArray apply(NDArray input);

    /** The function of that name; refused when there is none. */
    public static Activation of(String name) {
        return switch (name) {
            case "gelu" -> GELU;
            case "gelu_new", "gelu_fast", "gelu_pytorch_tanh" -> GELU_NEW;
            case "relu" -> RELU;
            case "silu", "swish" -> SILU;
            default ->
                throw new InvalidInputException(
                        "hidden_act %s is unknown; gelu, gelu_new, relu and silu are known".formatted(name));
        };
    }
}
