package dev.gradstream.model.snapshot;

import dev.gradstream.model.learn.StateDict;
import dev.gradstream.model.learn.StateDict.Parameter;
import dev.gradstream.model.snapshot.SafeTensorsHeader.NumberType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Snapshots as safetensors bytes, by the <a
 * href="https://github.com/huggingface/safetensors#format">published format</a>: the header's
 * length (8 bytes, little-endian), the header (JSON, padded with spaces so that the data begins at
 * a multiple of 8), the tensors (little-endian float32, row-major).
 *
 * <p>The tensors are named and shaped as in PyTorch's {@code state_dict}, so that {@code
 * load_state_dict} takes them. Whatever else a snapshot knows stands in {@code __metadata__}; see
 * {@link SnapshotMetadata}.
 */
public final class SafeTensors {
    /** The largest snapshot that is written, and hence published and read: 1 GiB. */
    public static final long MAX_BYTES = 1L << 30;

    /** The longest header that the format's own implementation reads. */
    static final int MAX_HEADER_BYTES = 100_000_000;

    private static final int ALIGNMENT = 8;

    private SafeTensors() {}

    /**
     * Encodes; equal snapshots give equal bytes.
     *
     * @throws IllegalArgumentException if they are more than {@link #MAX_BYTES}
     */
    public static byte[] encode(Snapshot snapshot) {
        List<Parameter> parameters = snapshot.parameters().parameters();
        SafeTensorsHeader header =
                SafeTensorsHeader.of(SnapshotMetadata.write(snapshot), parameters);
        byte[] json = pad(SafeTensorsHeaderJson.write(header));
        long length = Long.BYTES + json.length + header.dataLength();
        if (length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "a snapshot of "
                            + length
                            + " bytes is too large; "
                            + MAX_BYTES
                            + " is the most, so the model should have fewer parameters");
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(json.length).put(json);
        for (Parameter parameter : parameters) {
            buffer.asFloatBuffer().put(parameter.values());
            buffer.position(buffer.position() + parameter.values().length * Float.BYTES);
        }
        return buffer.array();
    }

    /**
     * Decodes a snapshot, or a file of parameters alone (then all else is empty or 0). PyTorch's
     * counts of batches ({@code 1.num_batches_tracked}) are left out.
     *
     * @throws SnapshotFormatException if the bytes are not a whole, sound file
     */
    public static Snapshot decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        SafeTensorsHeader header = SafeTensorsHeaderJson.read(takeHeader(buffer));
        header.requireCovers(buffer.remaining());
        int dataStart = buffer.position();
        List<Parameter> parameters = new ArrayList<>(header.tensors().size());
        for (SafeTensorsHeader.Tensor tensor : header.tensors()) {
            if (tensor.type() == NumberType.F32) {
                buffer.position(dataStart + (int) tensor.begin());
                parameters.add(new Parameter(tensor.name(), tensor.shape(), take(buffer, tensor)));
            }
        }
        return SnapshotMetadata.read(header.metadata(), new StateDict(parameters));
    }

    private static byte[] pad(byte[] json) {
        int rest = (Long.BYTES + json.length) % ALIGNMENT;
        if (rest == 0) {
            return json;
        }
        byte[] padded = Arrays.copyOf(json, json.length + ALIGNMENT - rest);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }

    private static String takeHeader(ByteBuffer buffer) {
        if (buffer.remaining() < Long.BYTES) {
            throw new SnapshotFormatException(
                    "a safetensors file begins with 8 bytes of header length, but these are only "
                            + buffer.remaining());
        }
        long length = buffer.getLong();
        if (length < 0 || length > MAX_HEADER_BYTES || length > buffer.remaining()) {
            throw new SnapshotFormatException(
                    "the safetensors header claims "
                            + Long.toUnsignedString(length)
                            + " bytes; at most "
                            + Math.min(MAX_HEADER_BYTES, buffer.remaining())
                            + " are possible here");
        }
        ByteBuffer header = buffer.slice(buffer.position(), (int) length);
        buffer.position(buffer.position() + (int) length);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(header).toString();
            requireSoundEdges(text);
            return text;
        } catch (CharacterCodingException e) {
            throw new SnapshotFormatException("the safetensors header is not UTF-8 text");
        }
    }

    /** JSON's other white space is none of the format's. */
    private static void requireSoundEdges(String header) {
        if (!header.startsWith("{")) {
            throw new SnapshotFormatException(
                    "the safetensors header must be an object that begins with { at once");
        }
        for (int i = header.length() - 1; i >= 0 && Character.isWhitespace(header.charAt(i)); i--) {
            if (header.charAt(i) != ' ') {
                throw new SnapshotFormatException(
                        "the safetensors header is padded with U+%04X; only spaces may follow it"
                                .formatted((int) header.charAt(i)));
            }
        }
    }

    private static float[] take(ByteBuffer buffer, SafeTensorsHeader.Tensor tensor) {
        float[] values = new float[tensor.length()];
        buffer.asFloatBuffer().get(values);
        return values;
    }
}
