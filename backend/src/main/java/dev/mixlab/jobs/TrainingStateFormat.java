package dev.mixlab.jobs;

import dev.mixlab.training.TrainingState;
import dev.mixlab.weights.tensor.DataType;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorInfo;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A training state as a stream of bytes, written and read one tensor at a time. */
final class TrainingStateFormat {

    private static final int VERSION = 1;
    private static final int PIECE = 1 << 16;

    private TrainingStateFormat() {}

    static void write(TrainingState state, OutputStream target) throws IOException {
        DataOutputStream out = new DataOutputStream(target);
        out.writeInt(VERSION);
        out.writeInt(state.epoch());
        out.writeInt(state.step());
        out.writeLong(state.seed());
        writeTensors(state.weights(), out);
        writeTensors(state.moments(), out);
        out.flush();
    }

    private static void writeTensors(List<Tensor> tensors, DataOutputStream out) throws IOException {
        out.writeInt(tensors.size());
        for (Tensor tensor : tensors) {
            TensorInfo info = tensor.info();
            out.writeUTF(info.name());
            out.writeUTF(info.type().name());
            out.writeInt(info.shape().size());
            for (long extent : info.shape()) {
                out.writeLong(extent);
            }
            ByteBuffer data = tensor.data();
            byte[] piece = new byte[PIECE];
            while (data.hasRemaining()) {
                int length = Math.min(PIECE, data.remaining());
                data.get(piece, 0, length);
                out.write(piece, 0, length);
            }
        }
    }

    static TrainingState read(InputStream source) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(source, PIECE));
        int version = in.readInt();
        if (version != VERSION) {
            throw new IOException("training state of version %d, not %d".formatted(version, VERSION));
        }
        int epoch = in.readInt();
        int step = in.readInt();
        long seed = in.readLong();
        List<Tensor> weights = readTensors(in);
        return new TrainingState(epoch, step, seed, weights, readTensors(in));
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
