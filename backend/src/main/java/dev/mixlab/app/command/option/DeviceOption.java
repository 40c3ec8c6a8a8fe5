package dev.mixlab.app.command.option;

import dev.mixlab.encoder.engine.TensorEngine;
import picocli.CommandLine.Option;

/** The option that all computing commands share: the device on which arrays lie. */
public final class DeviceOption {

    @Option(
            names = "--device",
            paramLabel = "NAME",
            defaultValue = "cpu",
            description =
                    "Device to compute on: cpu, gpu:N, or auto for the first GPU where PyTorch finds one (${DEFAULT-VALUE}).")
    private String name = "cpu";

    /** Chooses the device, before any array is made. */
    public void apply() {
        TensorEngine.useDevice(name);
    }
}
