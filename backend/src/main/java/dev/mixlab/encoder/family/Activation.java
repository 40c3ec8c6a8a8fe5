package dev.mixlab.encoder.family;

import ai.djl.ndarray.NDArray;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.engine.Scalars;

/** The activation functions that Hugging Face's {@code hidden_act} may name here. */
public enum Activation {
    /** The product of x and the normal distribution function of x, computed by the error function. */
    GELU {
        @Override
        public NDArray apply(NDArray input) {
            return ai.djl.nn.Activation.gelu(input);
        }

        @Override
        public NDArray derivative(NDArray input) {
            NDArray below = input.div(Math.sqrt(2)).erf().addi(1).divi(2);
            NDArray density = input.square().divi(-2).exp().divi(Math.sqrt(2 * Math.PI));
            return below.addi(density.muli(input));
        }

        @Override
        public NDArray curvature(NDArray input) {
            NDArray square = input.square();
            NDArray density = square.div(-2).exp().divi(Math.sqrt(2 * Math.PI));
            return square.negi().addi(2).muli(density);
        }
    },
    /**
     * Hendrycks and Gimpel's approximation of GELU by tanh. The functions that Hugging Face names gelu_pytorch_tanh, gelu_python_tanh
     * and gelu_accurate are the same; gelu_fast differs in the tenth digit of the factor sqrt(2 / pi).
     */
    GELU_NEW {
        @Override
        public NDArray apply(NDArray input) {
            NDArray cubic = Scalars.times(input.mul(input), 0.044715).add(1).mul(input);
            NDArray bend = Scalars.times(cubic, Math.sqrt(2 / Math.PI)).tanh();
            return Scalars.times(bend.add(1).mul(input), 0.5);
        }

        @Override
        public NDArray derivative(NDArray input) {
            NDArray square = input.square().mul(0.044715);
            NDArray bend = square.add(1).mul(input).mul(Math.sqrt(2 / Math.PI)).tanh();
            NDArray growth = square.mul(3).add(1).mul(input).mul(Math.sqrt(2 / Math.PI));
            return bend.square().neg().add(1).mul(growth).add(bend).add(1).div(2);
        }

        @Override
        public NDArray curvature(NDArray input) {
            double scale = Math.sqrt(2 / Math.PI);
            NDArray square = input.square().mul(0.044715);
            NDArray bend = square.add(1).mul(input).mul(scale).tanh();
            NDArray inner = square.mul(3).add(1).mul(scale);
            NDArray steep = bend.square().neg().add(1);
            NDArray turn = input.mul(6 * 0.044715 * scale).sub(bend.mul(2).mul(inner.square()));
            return turn.mul(input).div(2).add(inner).mul(steep);
        }
    },
    RELU {
        @Override
        public NDArray apply(NDArray input) {
            return ai.djl.nn.Activation.relu(input);
        }

        @Override
        public NDArray derivative(NDArray input) {
            return input.gt(0).toType(input.getDataType(), false);
        }

        @Override
        public NDArray curvature(NDArray input) {
            return input.zerosLike();
        }
    },
    /** The product of x and the logistic function of x. */
    SILU {
        @Override
        public NDArray apply(NDArray input) {
            return ai.djl.nn.Activation.sigmoid(input).mul(input);
        }

        @Override
        public NDArray derivative(NDArray input) {
            NDArray logistic = ai.djl.nn.Activation.sigmoid(input);
            return logistic.neg().add(1).mul(input).add(1).mul(logistic);
        }

        @Override
        public NDArray curvature(NDArray input) {
            NDArray logistic = ai.djl.nn.Activation.sigmoid(input);
            NDArray bend = logistic.mul(-2).add(1).mul(input).add(2);
            return logistic.neg().add(1).mul(logistic).mul(bend);
        }
    };

    /** Applies the function to every element and returns a new array in the manager of the input. */
    public abstract NDArray apply(NDArray input);

    /** Computes the exact derivative at every element, without recording gradients, as a new array in the manager of the input. */
    public abstract NDArray derivative(NDArray input);

    /**
     * Computes the exact second derivative at every element, without recording gradients, as a new array in the manager of the input. That
     * of ReLU is 0 everywhere.
     */
    public abstract NDArray curvature(NDArray input);

    /**
     * Computes the slope of the line from the origin to the function's value at every element, without recording gradients: the function
     * divided by its input, to which 1e-12 is added as in DecompX's code (Modarressi et al. 2023).
     */
    public NDArray slopeFromOrigin(NDArray input) {
        return apply(input).div(input.add(1e-12));
    }

    /**
     * Returns the function of a name.
     *
     * @param key the key of config.json that holds the name, for the message
     * @throws InvalidInputException when there is no such function
     */
    static Activation of(String key, String name) {
        return switch (name) {
            case "gelu", "gelu_python" -> GELU;
            case "gelu_new", "gelu_fast", "gelu_pytorch_tanh", "gelu_python_tanh", "gelu_accurate" -> GELU_NEW;
            case "relu" -> RELU;
            case "silu", "swish" -> SILU;
            default ->
                throw new InvalidInputException(
                        "config.json: %s %s is not supported, only gelu, gelu_new (also called gelu_fast, gelu_pytorch_tanh), relu and silu (swish)"
                                .formatted(key, name));
        };
    }
}
