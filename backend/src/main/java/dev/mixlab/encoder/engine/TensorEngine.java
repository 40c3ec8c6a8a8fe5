package dev.mixlab.encoder.engine;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.loss.Loss;

/**
 * The tensor engine, PyTorch through DJL. This class alone names the engine and the device, and it alone calls below DJL's
 * interface; every manager without a parent is made here, so that all arrays lie on that device.
 */
public final class TensorEngine {

    private static final String NAME = "PyTorch";

    /** The device of all managers, models and trainers. */
    private static final Device DEVICE = Device.cpu();

    private TensorEngine() {}

    /** Creates a manager without a parent, which the caller closes. */
    public static NDManager newManager() {
        return NDManager.newBaseManager(DEVICE, NAME);
    }

    /** Creates an empty model of DJL that can hold a block for a trainer; the caller closes it. */
    public static Model newModel(String name) {
        return Model.newInstance(name, DEVICE, NAME);
    }

    /** Creates the configuration of a trainer on the engine's device. */
    public static DefaultTrainingConfig trainingConfig(Loss loss) {
        return new DefaultTrainingConfig(loss).optDevices(new Device[] {DEVICE});
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
        return DEVICE.toString();
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
