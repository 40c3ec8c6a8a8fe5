package dev.mixlab.jobs.stage;

import dev.mixlab.training.TrainingState;
import dev.mixlab.weights.tensor.DataType;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorInfo;
import dev.mixlab.weights.tensor.TensorSource;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The format of training states in version 0.1.0: the number 1, epoch, step and seed, then weights and moments, each with name,
 * type, shape and bytes, all big endian. It is only read, to resume a run that was interrupted under that version.
 */
final class FirstTrainingStateFormat {

    private static final int VERSION = 1;

    private FirstTrainingStateFormat() {}

    /**
     * Returns whether a state with these first bytes is in this format; in safetensors they would be the length of a header of 16 MiB
     * or more.
     */
    static boolean begins(byte[] start) {
        return start.length >= Integer.BYTES && ByteBuffer.wrap(start).getInt() == VERSION;
    }

    /** Reads a state, one tensor at a time. */
    static TrainingState read(InputStream source) throws IOException {
        DataInputStream in = new DataInputStream(source);
        in.skipNBytes(Integer.BYTES);
        int epoch = in.readInt();
        int step = in.readInt();
        long seed = in.readLong();
        List<Tensor> weights = readTensors(in);
        return new TrainingState(epoch, step, seed, TensorSource.of(weights), TensorSource.of(readTensors(in)));
    }

    private static List<Tensor> readTensors(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<Tensor> tensors = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String name = in.readUTF();
            DataType type = DataType.valueOf(in.readUTF());
            int extents = in.readInt();
            List<Long> shape = new ArrayList<>(extents);
            for (int axis = 0; axis < extents; axis++) {
                shape.add(in.readLong());
            }
            TensorInfo info = new TensorInfo(name, type, shape);
            byte[] data = new byte[Math.toIntExact(info.byteCount())];
            in.readFully(data);
            tensors.add(new Tensor(info, ByteBuffer.wrap(data)));
        }
        return tensors;
    }
}
