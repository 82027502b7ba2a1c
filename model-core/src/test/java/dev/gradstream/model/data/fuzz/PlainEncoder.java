package dev.gradstream.model.data.fuzz;

import static dev.gradstream.model.data.fuzz.PlainJson.require;

import dev.gradstream.model.data.KeyHash;
import dev.gradstream.model.data.Missing;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.data.column.BooleanColumn;
import dev.gradstream.model.data.column.BucketizedColumn;
import dev.gradstream.model.data.column.CategoricalColumn;
import dev.gradstream.model.data.column.Column;
import dev.gradstream.model.data.column.Cycle;
import dev.gradstream.model.data.column.DateColumn;
import dev.gradstream.model.data.column.HashedColumn;
import dev.gradstream.model.data.column.NumericColumn;
import dev.gradstream.model.data.column.TokensColumn;
import dev.gradstream.model.data.column.VectorColumn;
import dev.gradstream.model.data.field.MurmurHash3;
import dev.gradstream.model.data.format.RecordSchema;
import dev.gradstream.model.data.format.RecordSchema.SplitColumn;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericEnumSymbol;

/** Encodes plain records, without a thought for speed. Missing values become the placeholder. */
final class PlainEncoder {
    private final RecordSchema schema;
    private final boolean csv;

    /** What an example should be. */
    record Expected(
            float[] features, float target, long eventTime, long key, float weight, Split split) {}

    /**
     * @param csv whether texts are of bytes, and stand for everything
     */
    PlainEncoder(RecordSchema schema, boolean csv) {
        this.schema = schema;
        this.csv = csv;
    }

    Expected encode(Map<String, Object> record, byte[] recordKey, long timestamp)
            throws CharacterCodingException {
        List<Float> features = new ArrayList<>();
        for (Column column : schema.columns()) {
            encode(column, record, features);
        }
        float[] vector = new float[features.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = features.get(i);
        }
        float target = target(record.get(schema.target().columns().get(0)));
        long time = schema.eventTime().isPresent() ? time(record.get("ts")) : timestamp;
        byte[] name = schema.key().isPresent() ? text(record.get("id")) : recordKey;
        require(schema.key().isEmpty() || name.length > 0);
        return new Expected(
                vector,
                target,
                time,
                name != null && name.length > 0
                        ? KeyHash.of(name, 0, name.length)
                        : KeyHash.of(vector, new float[] {target}),
                weight(record),
                split(record));
    }

    private float weight(Map<String, Object> record) {
        if (schema.weight().isEmpty()) {
            return 1;
        }
        float weight = number(record.get(schema.weight().get()));
        require(weight >= 0);
        return weight;
    }

    private Split split(Map<String, Object> record) throws CharacterCodingException {
        Split split = Split.TRAINING;
        for (SplitColumn column : schema.splits()) {
            String text = utf8(text(record.get(column.field())));
            require(!text.isEmpty());
            if (column.values().contains(text) && split != Split.TEST) {
                split = column.split();
            }
        }
        return split;
    }

    private float target(Object value) throws CharacterCodingException {
        if (value instanceof Float index) {
            require(
                    index == Math.rint(index)
                            && index >= 0
                            && index < schema.target().classes().size());
            return index;
        }
        int index = schema.target().classes().indexOf(utf8(text(value)));
        require(index >= 0);
        return index;
    }

    private void encode(Column column, Map<String, Object> record, List<Float> into)
            throws CharacterCodingException {
        List<Object> values = new ArrayList<>();
        column.fields().forEach(field -> values.add(record.get(field)));
        Object value = values.get(0);
        boolean missing = values.stream().anyMatch(this::isMissing);
        float gap = schema.missing().placeholder();
        if (missing) {
            require(schema.missing() != Missing.REJECT);
        }
        if (column instanceof NumericColumn numeric) {
            into.add(missing ? gap : number(value));
            if (numeric.indicator()) {
                into.add(missing ? 1f : 0f);
            }
        } else if (column instanceof BucketizedColumn buckets) {
            float[] slots = new float[buckets.width()];
            Arrays.fill(slots, missing ? gap : 0);
            if (!missing) {
                float number = number(value);
                slots[(int) buckets.boundaries().stream().filter(b -> b <= number).count()] = 1;
            }
            add(slots, into);
        } else if (column instanceof VectorColumn vector) {
            List<?> items = missing ? Collections.nCopies(vector.size(), null) : list(value);
            require(items.size() == vector.size());
            boolean any = false;
            for (Object item : items) {
                any |= isMissing(item);
                into.add(isMissing(item) ? gap : number(item) / vector.divide());
                require(!isMissing(item) || schema.missing() != Missing.REJECT);
            }
            if (vector.indicator()) {
                into.add(any ? 1f : 0f);
            }
        } else if (column instanceof BooleanColumn) {
            into.add(missing ? gap : flag(value));
        } else if (column instanceof CategoricalColumn categories) {
            float[] slots = new float[categories.width()];
            int index = missing ? -1 : categories.categories().indexOf(utf8(text(value)));
            slots[index < 0 ? categories.categories().size() : index] = 1;
            add(slots, into);
        } else if (column instanceof HashedColumn hashed) {
            float[] slots = new float[hashed.buckets()];
            if (!missing) {
                StringBuilder joined = new StringBuilder();
                for (Object part : values) {
                    joined.append(joined.length() > 0 ? "\u001f" : "").append(utf8(text(part)));
                }
                byte[] bytes = joined.toString().getBytes(StandardCharsets.UTF_8);
                int hash = MurmurHash3.of(bytes, 0, bytes.length);
                slots[(int) (Math.abs((long) hash) % slots.length)] = hash < 0 ? -1 : 1;
            }
            add(slots, into);
        } else if (column instanceof TokensColumn tokens) {
            float[] slots = new float[tokens.length()];
            List<String> words = missing ? List.of() : words(value);
            for (int i = 0; i < Math.min(words.size(), slots.length); i++) {
                int index = tokens.vocabulary().indexOf(words.get(i));
                slots[i] = 1 + (index < 0 ? tokens.vocabulary().size() : index);
            }
            add(slots, into);
        } else if (column instanceof DateColumn date) {
            for (Cycle cycle : date.cycles()) {
                double angle = missing ? gap : angle(cycle, time(value));
                into.add(missing ? gap : (float) Math.sin(angle));
                into.add(missing ? gap : (float) Math.cos(angle));
            }
        }
    }

    private static double angle(Cycle cycle, long time) {
        ZonedDateTime date = Instant.ofEpochMilli(time).atZone(ZoneOffset.UTC);
        int unit = cycle == Cycle.HOUR ? date.getHour() : date.getDayOfWeek().getValue() - 1;
        return 2 * Math.PI * unit / cycle.period();
    }

    private static void add(float[] slots, List<Float> into) {
        for (float slot : slots) {
            into.add(slot);
        }
    }

    private boolean isMissing(Object value) {
        return value == null
                || (value instanceof Float number && number.isNaN())
                || (value instanceof CharSequence text
                        && (csv ? text.toString().replaceAll("[ \t]", "") : text.toString())
                                .isEmpty());
    }

    private float number(Object value) {
        float number;
        if (value instanceof PlainJson.Numeral json) {
            number = Float.parseFloat(json.written());
        } else if (value instanceof Number avro) {
            number = avro instanceof Long whole ? (float) (long) whole : avro.floatValue();
        } else {
            require(csv);
            String text = value.toString().replaceAll("^[ \t]+|[ \t]+$", "");
            require(text.matches("[0-9eE.+-]+"));
            number = Float.parseFloat(text);
        }
        require(Float.isFinite(number));
        return number;
    }

    private float flag(Object value) {
        String text =
                value instanceof PlainJson.Numeral json ? json.written() : String.valueOf(value);
        require(!(value instanceof CharSequence) || csv);
        require(List.of("true", "false", "1", "0", "1.0", "0.0", "-0.0").contains(text));
        return text.startsWith("t") || text.startsWith("1") ? 1 : 0;
    }

    private long time(Object value) throws CharacterCodingException {
        if (value instanceof Long whole) {
            return whole;
        }
        String text = utf8(text(value));
        return text.matches("-?[0-9]{1,18}")
                ? Long.parseLong(text)
                : OffsetDateTime.parse(text).toInstant().toEpochMilli();
    }

    private List<?> list(Object value) {
        if (csv) {
            return Arrays.stream(value.toString().split("[ \t]+", -1))
                    .filter(text -> !text.isEmpty())
                    .toList();
        }
        require(value instanceof List<?>);
        return (List<?>) value;
    }

    private List<String> words(Object value) throws CharacterCodingException {
        List<String> words = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object item : list) {
                words.add(utf8(text(item)));
            }
        } else {
            for (String word : utf8(text(value)).split("[ \t\r\n]+", -1)) {
                if (!word.isEmpty()) {
                    words.add(word);
                }
            }
        }
        return words;
    }

    private byte[] text(Object value) throws CharacterCodingException {
        require(!(value instanceof PlainJson.NotFinite) && !(value instanceof PlainJson.Members));
        require(value != null && !(value instanceof List<?>) && !(value instanceof Double));
        String text = value instanceof PlainJson.Numeral json ? json.written() : value.toString();
        require(
                value instanceof CharSequence
                        || value instanceof PlainJson.Numeral
                        || value instanceof Number
                        || value instanceof Boolean
                        || value instanceof GenericEnumSymbol);
        if (csv) {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
        ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }

    private static String utf8(byte[] text) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    }
}
