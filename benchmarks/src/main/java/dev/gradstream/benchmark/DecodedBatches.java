package dev.gradstream.benchmark;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.data.format.RecordDecoder;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.RecordDecoders;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The rows of mini-batches as Kafka's records, and their way back into one: what the job's thread
 * does for a step at least, besides Kafka's client and Flink.
 */
final class DecodedBatches {
    private final RecordDecoder decoder;
    private final byte[][][] records;
    private final Example example;
    private final MiniBatch decoded;

    /** In the format and with the columns of the pipeline, which are called f0, f1, … and t. */
    DecodedBatches(Pipeline pipeline, MiniBatch[] batches, Format format) {
        decoder = RecordDecoders.of(pipeline);
        MiniBatch first = batches[0];
        example = new Example(first.featureCount(), first.targetCount());
        decoded =
                new MiniBatch(
                        Split.TRAINING,
                        first.capacity(),
                        first.featureCount(),
                        first.targetCount());
        records = new byte[batches.length][first.capacity()][];
        for (int i = 0; i < batches.length; i++) {
            for (int row = 0; row < first.capacity(); row++) {
                records[i][row] = format.record(batches[i], row);
            }
        }
    }

    /** How a record is written. */
    enum Format {
        JSON {
            @Override
            byte[] record(MiniBatch batch, int row) {
                StringBuilder json = new StringBuilder("{");
                for (int i = 0; i < batch.featureCount(); i++) {
                    float feature = batch.features()[row * batch.featureCount() + i];
                    json.append(String.format(Locale.ROOT, "\"f%d\":%.2f,", i, feature));
                }
                String target = batch.targets()[row] == 0 ? "0" : "1";
                return json.append("\"t\":%s}".formatted(target))
                        .toString()
                        .getBytes(StandardCharsets.UTF_8);
            }
        },
        FLOAT32 {
            @Override
            byte[] record(MiniBatch batch, int row) {
                int features = batch.featureCount();
                ByteBuffer bytes =
                        ByteBuffer.allocate((features + 1) * Float.BYTES)
                                .order(ByteOrder.LITTLE_ENDIAN);
                bytes.asFloatBuffer()
                        .put(batch.features(), row * features, features)
                        .put(batch.targets()[row]);
                return bytes.array();
            }
        };

        abstract byte[] record(MiniBatch batch, int row);

        /** As the pipeline file names it. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Decodes the rows of a batch and gathers them. */
    MiniBatch decode(int batch) throws RefusedRecordException {
        decoded.clear();
        for (byte[] value : records[batch]) {
            decoder.decode(null, 0, value, example);
            decoded.add(example);
        }
        return decoded;
    }
}
