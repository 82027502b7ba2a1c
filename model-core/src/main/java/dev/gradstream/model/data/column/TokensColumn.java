package dev.gradstream.model.data.column;

import dev.gradstream.model.data.Excerpt;
import dev.gradstream.model.data.KeyHash;
import dev.gradstream.model.data.Missing;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import dev.gradstream.model.data.field.FieldValue;
import dev.gradstream.model.data.field.MurmurHash3;
import dev.gradstream.model.data.field.TextIndex;
import dev.gradstream.model.data.field.Utf8;
import dev.gradstream.model.data.field.Utf8Text;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A sequence of words as their numbers, cut or filled up with 0 at its end to one length.
 *
 * <p>With a vocabulary the words are numbered from 1 in its order, and any other is the number
 * behind the last. With buckets, a word is 1 + |{@link MurmurHash3}| modulo their number. With
 * neither the words are numbers already, from 0.
 *
 * @param field the record's: a list, or a text of words between blanks
 * @param length how many numbers there are, at least 1
 * @param vocabulary the known words, all different; empty where there are buckets or numbers
 * @param buckets how many numbers words are hashed to; 0 where there is a vocabulary or numbers
 */
public record TokensColumn(
        String name, String field, int length, List<String> vocabulary, int buckets)
        implements Column {
    /** Larger numbers have neighbours that a 32-bit float cannot tell from them. */
    static final int LARGEST_NUMBER = 1 << 24;

    public TokensColumn {
        vocabulary = List.copyOf(vocabulary);
        ColumnNames.require(length >= 1, "length must be at least 1, got " + length);
        ColumnNames.require(
                buckets >= 0 && (buckets == 0 || vocabulary.isEmpty()),
                "tokens have either a vocabulary or buckets");
        ColumnNames.require(
                vocabulary.stream().distinct().count() == vocabulary.size(),
                "a word stands twice in the vocabulary");
    }

    @Override
    public List<String> fields() {
        return List.of(field);
    }

    @Override
    public Kind kind() {
        return Kind.TEXTS;
    }

    @Override
    public int width() {
        return length;
    }

    @Override
    public List<String> encodedNames() {
        String shown = ColumnNames.of(name, field) + "[" + length + "]";
        if (buckets > 0) {
            return List.of("hash(" + shown + ") of " + buckets);
        }
        return List.of(vocabulary.isEmpty() ? shown : shown + " of " + digest());
    }

    /** The words themselves may be a megabyte. */
    private String digest() {
        byte[] words = String.join("\n", vocabulary).getBytes(StandardCharsets.UTF_8);
        return vocabulary.size() + " words " + Long.toHexString(KeyHash.of(words, 0, words.length));
    }

    @Override
    public ColumnEncoder encoder(int position, Missing missing) {
        return new Encoder(this, position, new TextIndex(vocabulary), new Utf8Text());
    }

    private record Encoder(TokensColumn column, int position, TextIndex index, Utf8Text word)
            implements ColumnEncoder {
        @Override
        public void encode(int field, FieldValue value, float[] features)
                throws RefusedRecordException {
            int count = value.isList() ? list(value, features) : words(value, features);
            pad(Math.min(count, column.length), features);
        }

        @Override
        public void encodeMissing(int field, float[] features) {
            pad(0, features);
        }

        private int list(FieldValue value, float[] features) throws RefusedRecordException {
            int count = 0;
            value.beginList();
            while (value.nextElement()) {
                take(value.name(), value.text(), count++, features);
            }
            return count;
        }

        private int words(FieldValue value, float[] features) throws RefusedRecordException {
            Utf8Text text = value.text();
            if (value.isMissing()) {
                throw new RefusedRecordException(
                        Reason.MISSING_VALUE,
                        value.name() + " is empty; " + Kind.TEXTS.description() + " belongs there");
            }
            byte[] bytes = text.bytes();
            int count = 0;
            int from = text.from();
            while (from < text.to()) {
                int to = from;
                while (to < text.to() && !isBlank(bytes[to])) {
                    to++;
                }
                if (to > from) {
                    take(value.name(), word.view(bytes, from, to), count++, features);
                }
                from = to + 1;
            }
            return count;
        }

        private void take(String name, Utf8Text token, int place, float[] features)
                throws RefusedRecordException {
            Utf8.requireValid(name, token.bytes(), token.from(), token.to());
            float number = number(name, token);
            if (place < column.length) {
                features[position + place] = number;
            }
        }

        private float number(String name, Utf8Text token) throws RefusedRecordException {
            if (column.buckets > 0) {
                return 1 + MurmurHash3.bucket(MurmurHash3.of(token), column.buckets);
            }
            if (column.vocabulary.isEmpty()) {
                return wholeNumber(name, token);
            }
            int number = index.find(token);
            return 1 + (number == TextIndex.NONE ? column.vocabulary.size() : number);
        }

        private static float wholeNumber(String name, Utf8Text token)
                throws RefusedRecordException {
            int number = 0;
            boolean valid = !token.isEmpty();
            for (int i = token.from(); valid && i < token.to(); i++) {
                int digit = token.bytes()[i] - '0';
                number = 10 * number + digit;
                valid = digit >= 0 && digit <= 9 && number <= LARGEST_NUMBER;
            }
            if (!valid) {
                throw new RefusedRecordException(
                        Reason.NOT_A_NUMBER,
                        "%s holds %s; a whole number from 0 to %d belongs there"
                                .formatted(
                                        name,
                                        Excerpt.of(token.bytes(), token.from(), token.to()),
                                        LARGEST_NUMBER));
            }
            return number;
        }

        private void pad(int from, float[] features) {
            Arrays.fill(features, position + from, position + column.length, 0);
        }

        private static boolean isBlank(byte character) {
            return character == ' ' || character == '\t' || character == '\n' || character == '\r';
        }
    }
}
