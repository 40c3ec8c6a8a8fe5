package dev.mixlab.weights.pickle;

import dev.mixlab.weights.tensor.DataType;
import dev.mixlab.weights.tensor.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/**
 * Reads pickles of tensors and nothing else: it knows the operations that torch.save writes and the few names that tensors
 * need, refuses all others, and calls nothing.
 */
final class TensorUnpickler extends Unpickler {

    /** The opcodes that the library executes itself, which create only numbers, texts, tuples, lists and maps. */
    private static final Set<Short> HARMLESS = Set.of(
            Opcodes.PROTO,
            Opcodes.FRAME,
            Opcodes.STOP,
            Opcodes.MARK,
            Opcodes.NONE,
            Opcodes.NEWTRUE,
            Opcodes.NEWFALSE,
            Opcodes.BININT,
            Opcodes.BININT1,
            Opcodes.BININT2,
            Opcodes.LONG1,
            Opcodes.SHORT_BINSTRING,
            Opcodes.SHORT_BINUNICODE,
            Opcodes.EMPTY_TUPLE,
            Opcodes.TUPLE,
            Opcodes.TUPLE1,
            Opcodes.TUPLE2,
            Opcodes.TUPLE3,
            Opcodes.EMPTY_LIST,
            Opcodes.APPEND,
            Opcodes.APPENDS,
            Opcodes.EMPTY_DICT,
            Opcodes.SETITEM,
            Opcodes.SETITEMS,
            Opcodes.BINGET,
            Opcodes.LONG_BINGET,
            Opcodes.BINPUT,
            Opcodes.LONG_BINPUT,
            Opcodes.MEMOIZE,
            Opcodes.BINPERSID);

    private static final Map<String, DataType> STORAGES = Map.of(
            "torch.DoubleStorage", DataType.F64,
            "torch.FloatStorage", DataType.F32,
            "torch.HalfStorage", DataType.F16,
            "torch.BFloat16Storage", DataType.BF16,
            "torch.LongStorage", DataType.I64,
            "torch.IntStorage", DataType.I32,
            "torch.ShortStorage", DataType.I16,
            "torch.CharStorage", DataType.I8,
            "torch.ByteStorage", DataType.U8,
            "torch.BoolStorage", DataType.BOOL);

    private static final int STORAGE_PARTS = 5;
    private static final int TENSOR_PARTS = 4;

    /** The globals that a pickle may call; each is replaced by code that combines its arguments. */
    private enum Callable {
        ORDERED_DICT,
        TENSOR,
        PARAMETER
    }

    private static final Map<String, Callable> CALLABLES = Map.of(
            "collections.OrderedDict", Callable.ORDERED_DICT,
            "torch._utils._rebuild_tensor_v2", Callable.TENSOR,
            "torch._utils._rebuild_parameter", Callable.PARAMETER);

    private final String origin;

    TensorUnpickler(String origin) {
        this.origin = origin;
    }

    /**
     * Reads the next pickle of a stream.
     *
     * @throws dev.mixlab.common.WeightFileException if it is broken, or asks for anything but tensors
     */
    Object next(PickleStream stream) {
        stream.nextPickle();
        try {
            return load(stream);
        } catch (IOException | PickleException | ClassCastException | IndexOutOfBoundsException broken) {
            throw Refusal.of(origin, "the pickle is broken: " + reason(broken), broken);
        } catch (NegativeArraySizeException | NullPointerException | StackOverflowError broken) {
            throw Refusal.of(origin, "the pickle is broken", broken);
        }
    }

    private static String reason(Throwable broken) {
        return Refusal.printable(String.valueOf(broken.getMessage()));
    }

    @Override
    protected Object dispatch(short key) throws IOException {
        switch (key) {
            case Opcodes.GLOBAL -> stack.add(named(PickleUtils.readline(input), PickleUtils.readline(input)));
            case Opcodes.STACK_GLOBAL -> {
                Object name = stack.pop();
                stack.add(named((String) stack.pop(), (String) name));
            }
            case Opcodes.REDUCE -> {
                Object arguments = stack.pop();
                stack.add(put(stack.pop(), (Object[]) arguments));
            }
            case Opcodes.BUILD -> stack.pop();
            case Opcodes.BINUNICODE, Opcodes.BINSTRING -> stack.add(text());
            default -> {
                if (!HARMLESS.contains(key)) {
                    throw Refusal.of(
                            origin, "the pickle has the operation %s, which tensors do not need".formatted(key));
                }
                return super.dispatch(key);
            }
        }
        return NO_RETURN_VALUE;
    }

    /** A text whose length is written before it, and checked before memory is taken. */
    private String text() throws IOException {
        int length = PickleUtils.bytes_to_integer(PickleUtils.readbytes(input, Integer.BYTES));
        if (length < 0 || length > input.available()) {
            throw new IOException("a text of %s bytes goes beyond the end".formatted(length));
        }
        return new String(PickleUtils.readbytes(input, length), StandardCharsets.UTF_8);
    }

    private Object named(String module, String name) {
        String whole = module + "." + name;
        Object known = STORAGES.containsKey(whole) ? STORAGES.get(whole) : CALLABLES.get(whole);
        if (known == null) {
            throw Refusal.of(
                    origin,
                    "the pickle names %s, which tensors do not need; nothing was executed"
                            .formatted(Refusal.printable(whole)));
        }
        return known;
    }

    private static Object put(Object callable, Object[] arguments) {
        return switch ((Callable) callable) {
            case ORDERED_DICT -> new HashMap<>();
            case TENSOR -> tensor(arguments);
            case PARAMETER -> (PickledTensor) arguments[0];
        };
    }

    /** Builds a tensor from its storage, offset, size and stride; the arguments for gradients are ignored. */
    private static PickledTensor tensor(Object[] parts) {
        if (parts.length < TENSOR_PARTS) {
            throw new PickleException("a tensor of %s parts".formatted(parts.length));
        }
        return new PickledTensor((PickledTensor.Storage) parts[0], count(parts[1]), counts(parts[2]), counts(parts[3]));
    }

    /** A storage: its kind, key, device and size; the older format adds that it is no part of another. */
    @Override
    protected Object persistentLoad(Object id) {
        Object[] parts = (Object[]) id;
        boolean whole =
                parts.length == STORAGE_PARTS || (parts.length == STORAGE_PARTS + 1 && parts[STORAGE_PARTS] == null);
        if (!whole || !"storage".equals(parts[0])) {
            throw new PickleException("a reference that is not a storage");
        }
        return new PickledTensor.Storage((DataType) parts[1], (String) parts[2], count(parts[STORAGE_PARTS - 1]));
    }

    private static List<Long> counts(Object tuple) {
        return Arrays.stream((Object[]) tuple).map(TensorUnpickler::count).toList();
    }

    private static long count(Object number) {
        long value = number instanceof Long large ? large : (Integer) number;
        if (value < 0) {
            throw new PickleException("the negative number %s where something is counted".formatted(value));
        }
        return value;
    }
}
