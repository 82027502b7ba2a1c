package dev.gradstream.job.replay.format;

import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.avro.AvroSchema;
import dev.gradstream.model.data.avro.AvroSchema.Enumeration;
import dev.gradstream.model.data.avro.AvroSchema.Primitive;
import dev.gradstream.model.data.avro.AvroSchema.Time;
import dev.gradstream.model.data.field.EventTime;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Writes a text as a value of an Avro type that has no named parts. */
final class AvroText {
    private static final Pattern BLANKS = Pattern.compile("[ \\t\\r\\n]+");
    private static final long DAY_MILLIS = 86_400_000;

    private AvroText() {}

    /** Whether texts can be written as values of the type. */
    static boolean canWrite(AvroSchema type) {
        if (type instanceof AvroSchema.Union union) {
            return union.branches().stream().anyMatch(AvroText::canWrite);
        }
        if (type instanceof AvroSchema.Array list) {
            return canWrite(list.items());
        }
        return type instanceof Primitive || type instanceof Time || type instanceof Enumeration;
    }

    /**
     * Writes the text, in a union as the first branch that takes it.
     *
     * @return false, with nothing written, if it is no value of the type
     */
    static boolean write(String text, AvroSchema type, AvroOutput out) {
        int start = out.size();
        boolean written = writeAs(text, type, out);
        if (!written) {
            out.cutTo(start);
        }
        return written;
    }

    private static boolean writeAs(String text, AvroSchema type, AvroOutput out) {
        try {
            if (type instanceof AvroSchema.Union union) {
                return writeBranch(text, union, out);
            }
            if (type instanceof AvroSchema.Array list) {
                return writeItems(text, list.items(), out);
            }
            if (type instanceof Enumeration enumeration) {
                int symbol = enumeration.symbols().indexOf(text);
                out.writeLong(symbol);
                return symbol >= 0;
            }
            if (type instanceof Time time) {
                out.writeLong(sinceEpoch(text, time));
                return true;
            }
            return type instanceof Primitive primitive && writePrimitive(text, primitive, out);
        } catch (ArithmeticException | NumberFormatException | RefusedRecordException e) {
            // No such number or time: another branch may take it.
            return false;
        }
    }

    private static boolean writePrimitive(String text, Primitive type, AvroOutput out) {
        switch (type) {
            case NULL -> {
                return text.isEmpty();
            }
            case BOOLEAN -> {
                boolean yes = text.equals("true") || text.equals("1");
                out.writeByte(yes ? 1 : 0);
                return yes || text.equals("false") || text.equals("0");
            }
            case INT -> out.writeLong(new BigDecimal(text.strip()).intValueExact());
            case LONG -> out.writeLong(new BigDecimal(text.strip()).longValueExact());
            case FLOAT -> out.writeFloat(Float.parseFloat(text));
            case DOUBLE -> out.writeDouble(Double.parseDouble(text));
            case BYTES, STRING -> out.writeText(text);
        }
        return true;
    }

    private static boolean writeBranch(String text, AvroSchema.Union union, AvroOutput out) {
        int start = out.size();
        List<AvroSchema> branches = union.branches();
        int nothing = branches.indexOf(Primitive.NULL);
        if (text.isEmpty() && nothing >= 0) {
            out.writeLong(nothing);
            return true;
        }
        for (int branch = 0; branch < branches.size(); branch++) {
            out.writeLong(branch);
            if (write(text, branches.get(branch), out)) {
                return true;
            }
            out.cutTo(start);
        }
        return false;
    }

    private static boolean writeItems(String text, AvroSchema items, AvroOutput out) {
        String stripped = text.strip();
        if (!stripped.isEmpty()) {
            String[] values = BLANKS.split(stripped, -1);
            out.writeLong(values.length);
            for (String value : values) {
                if (!write(value, items, out)) {
                    return false;
                }
            }
        }
        out.writeLong(0);
        return true;
    }

    /** Texts of times are epoch milliseconds or ISO-8601, whatever the type counts. */
    private static long sinceEpoch(String text, Time type) throws RefusedRecordException {
        byte[] utf8 = text.strip().getBytes(StandardCharsets.UTF_8);
        long millis = EventTime.parse("time", utf8, 0, utf8.length);
        return switch (type) {
            case DATE -> Math.floorDiv(millis, DAY_MILLIS);
            case MILLIS -> millis;
            case MICROS -> Math.multiplyExact(millis, 1_000L);
            case NANOS -> Math.multiplyExact(millis, 1_000_000L);
        };
    }
}
