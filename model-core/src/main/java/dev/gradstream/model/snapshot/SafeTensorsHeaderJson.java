package dev.gradstream.model.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gradstream.model.snapshot.SafeTensorsHeader.NumberType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The header's JSON, as the safetensors format publishes it. */
final class SafeTensorsHeaderJson {
    private static final String METADATA = "__metadata__";

    /** What {@code nn.BatchNorm1d} counts batches by, which no number depends on here. */
    private static final String COUNT_OF_BATCHES = ".num_batches_tracked";

    private static final int MAX_RANK = 8;
    private static final String WHAT = "the safetensors header";

    private SafeTensorsHeaderJson() {}

    static byte[] write(SafeTensorsHeader header) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.writeStartObject();
            json.writeObjectFieldStart(METADATA);
            for (Map.Entry<String, String> entry : header.metadata().entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
            for (SafeTensorsHeader.Tensor tensor : header.tensors()) {
                write(json, tensor);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, SafeTensorsHeader.Tensor tensor)
            throws IOException {
        json.writeObjectFieldStart(tensor.name());
        json.writeStringField("dtype", tensor.type().name());
        json.writeArrayFieldStart("shape");
        for (int size : tensor.shape()) {
            json.writeNumber(size);
        }
        json.writeEndArray();
        json.writeFieldName("data_offsets");
        json.writeArray(new long[] {tensor.begin(), tensor.end()}, 0, 2);
        json.writeEndObject();
    }

    /**
     * Reads a header; {@code __metadata__} may be absent.
     *
     * @throws SnapshotFormatException if it breaks the format
     */
    static SafeTensorsHeader read(String text) {
        Map<String, String> metadata = new LinkedHashMap<>();
        List<SafeTensorsHeader.Tensor> tensors = new ArrayList<>();
        try (StrictJson json = new StrictJson(text, WHAT)) {
            json.enterObject();
            while (json.nextField()) {
                if (json.name().equals(METADATA)) {
                    readMetadata(json, metadata);
                } else {
                    tensors.add(readTensor(json, json.name()));
                }
            }
            json.end();
        }
        return new SafeTensorsHeader(metadata, tensors);
    }

    private static void readMetadata(StrictJson json, Map<String, String> into) {
        json.enterObject();
        while (json.nextField()) {
            into.put(json.name(), json.string());
        }
    }

    private static SafeTensorsHeader.Tensor readTensor(StrictJson json, String name) {
        NumberType type = NumberType.F32;
        List<Long> offsets = List.of();
        List<Integer> shape = new ArrayList<>();
        int fields = 0;
        json.enterObject();
        while (json.nextField()) {
            switch (json.name()) {
                case "dtype" -> type = type(name, json.string());
                case "shape" ->
                        readIntegers(json, name, MAX_RANK).forEach(s -> shape.add(size(name, s)));
                case "data_offsets" -> offsets = readIntegers(json, name, 2);
                default ->
                        throw new SnapshotFormatException(
                                "tensor "
                                        + name
                                        + " has an unknown field "
                                        + json.name()
                                        + "; dtype, shape and data_offsets are all there are");
            }
            fields++;
        }
        if (fields != 3 || offsets.size() != 2) {
            throw new SnapshotFormatException(
                    "tensor " + name + " needs a dtype, a shape and two data_offsets");
        }
        return new SafeTensorsHeader.Tensor(name, type, shape, offsets.get(0), offsets.get(1));
    }

    private static NumberType type(String name, String dtype) {
        if (dtype.equals(NumberType.I64.name()) && name.endsWith(COUNT_OF_BATCHES)) {
            return NumberType.I64;
        }
        if (!dtype.equals(NumberType.F32.name())) {
            throw new SnapshotFormatException(
                    "tensor "
                            + name
                            + " has dtype "
                            + dtype
                            + "; only F32 is read, so convert the tensor to float32 first");
        }
        return NumberType.F32;
    }

    private static List<Long> readIntegers(StrictJson json, String name, int atMost) {
        List<Long> values = new ArrayList<>();
        json.enterArray();
        while (json.nextElement()) {
            if (values.size() == atMost) {
                throw new SnapshotFormatException(
                        "tensor " + name + " has more than " + atMost + " values in a list");
            }
            values.add(json.integer());
        }
        return values;
    }

    private static int size(String name, long size) {
        if (size < 0 || size > Integer.MAX_VALUE) {
            throw new SnapshotFormatException(
                    "tensor "
                            + name
                            + " has a dimension of "
                            + size
                            + "; it must be from 0 to "
                            + Integer.MAX_VALUE);
        }
        return (int) size;
    }
}
