package dev.mixlab.encoder.engine;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.loss.Loss;
import dev.mixlab.common.InvalidInputException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tensor engine, PyTorch through DJL. This class alone names the engine and the device, and it alone calls below DJL's
 * interface; every manager without a parent is made here, so that all arrays lie on that device.
 */
public final class TensorEngine {

    private static final String NAME = "PyTorch";

    private static final Pattern DEVICES = Pattern.compile("auto|cpu|gpu(?::(\\d{1,3}))?");

    /** The name of the device to be used; the engine is not loaded before the device is needed. */
    private static String wanted = "cpu";

    /** The device of all managers, models and trainers; null until it is first needed. */
    private static @Nullable Device device;

    private TensorEngine() {}

    /**
     * Chooses the device of all arrays, before any array is made.
     *
     * @param name {@code cpu}, {@code gpu:N} with the number of a GPU from 0, {@code gpu} for the first one, or {@code auto} for the first
     *     GPU where there is one and else the processor
     * @throws InvalidInputException if the name is none of these
     * @throws IllegalStateException if another device is in use already
     */
    public static synchronized void useDevice(String name) {
        if (!DEVICES.matcher(name).matches()) {
            throw new InvalidInputException("--device %s: must be auto, cpu or gpu:N, such as gpu:0".formatted(name));
        }
        if (device != null && !device.equals(find(name))) {
            throw new IllegalStateException("arrays lie on %s already".formatted(device));
        }
        wanted = name;
    }

    private static synchronized Device present() {
        if (device == null) {
            device = find(wanted);
        }
        return device;
    }

    private static Device find(String name) {
        Matcher choice = DEVICES.matcher(name);
        if (name.equals("cpu") || !choice.matches()) {
            return Device.cpu();
        }
        int there = engine().hasCapability(StandardCapabilities.CUDA) ? engine().getGpuCount() : 0;
        if (name.equals("auto") && there == 0) {
            return Device.cpu();
        }
        int number = choice.group(1) == null ? 0 : Integer.parseInt(choice.group(1));
        if (number >= there) {
            throw new InvalidInputException(
                    ("--device %s: PyTorch %s finds %s here; a PyTorch that was built for CUDA is used where PYTORCH_LIBRARY_PATH"
                                    + " and PYTORCH_VERSION name it")
                            .formatted(name, version(), there == 0 ? "no GPU" : there + " GPUs, from gpu:0"));
        }
        return Device.gpu(number);
    }

    /** Creates a manager without a parent, which the caller closes. */
    public static NDManager newManager() {
        return NDManager.newBaseManager(present(), NAME);
    }

    /** Creates an empty model of DJL that can hold a block for a trainer; the caller closes it. */
    public static Model newModel(String name) {
        return Model.newInstance(name, present(), NAME);
    }

    /** Creates the configuration of a trainer on the engine's device. */
    public static DefaultTrainingConfig trainingConfig(Loss loss) {
        return new DefaultTrainingConfig(loss).optDevices(new Device[] {present()});
    }

    /** Seeds the random numbers of all threads, those of dropout among them. */
    public static void setRandomSeed(int seed) {
        engine().setRandomSeed(seed);
    }

    /** Returns the version of DJL. */
    public static String djlVersion() {
        return Engine.getDjlVersion();
    }

    /** Returns the version of PyTorch, whose native library is loaded by the first call. */
    public static String version() {
        return engine().getVersion();
    }

    /** Returns the name of the device, such as {@code cpu()}. */
    public static String device() {
        return present().toString();
    }

    /**
     * Runs one backward pass, which adds to the gradients of all leaves.
     *
     * @param output result of the recorded operations
     * @param seed the gradient of the output, of its shape and type
     * @param again whether the recorded operations are kept for another backward pass
     */
    public static void backward(NDArray output, NDArray seed, boolean again) {
        JniUtils.backward((PtNDArray) output, (PtNDArray) seed, again, false);
    }

    /** Returns whether the calling thread records operations for a backward pass. */
    static boolean records() {
        return JniUtils.isGradMode();
    }

    /** Sets whether the calling thread records operations for a backward pass. */
    static void setRecords(boolean records) {
        JniUtils.setGradMode(records);
    }

    /** Returns the number of threads that the calling thread's operations use. */
    static int threads() {
        engine();
        return JniUtils.getNumThreads();
    }

    /** Sets the number of threads that operations of the calling thread use, and of threads that start later. */
    static void setThreads(int threads) {
        engine();
        JniUtils.setNumThreads(threads);
    }

    private static Engine engine() {
        return Engine.getEngine(NAME);
    }
}
