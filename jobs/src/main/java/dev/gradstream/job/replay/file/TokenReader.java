package dev.gradstream.job.replay.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.Optional;

/** Tokens of a text, one after the other: its characters, or its words between blanks. */
interface TokenReader extends AutoCloseable {

    /** The next token; empty at the end. */
    Optional<String> next() throws IOException;

    /** The line on which the token that was read last ends, from 1. */
    long line();

    @Override
    void close() throws IOException;

    /** Characters as Unicode counts them, line ends and all. */
    static TokenReader characters(Path path) throws IOException {
        return new Characters(new BufferedReader(Utf8Reader.open(path)));
    }

    /** What stands between blanks and line ends, as it stands. */
    static TokenReader words(Path path) throws IOException {
        return new Words(characters(path));
    }

    /** One character each. */
    final class Characters implements TokenReader {
        private final Reader in;
        private long line = 1;
        private boolean lineEnded;

        private Characters(Reader in) {
            this.in = in;
        }

        @Override
        public Optional<String> next() throws IOException {
            int first = in.read();
            if (first < 0) {
                return Optional.empty();
            }
            line += lineEnded ? 1 : 0;
            lineEnded = first == '\n';
            // The reader hands over no halves of a pair.
            return Optional.of(
                    Character.isHighSurrogate((char) first)
                            ? new String(new char[] {(char) first, (char) in.read()})
                            : String.valueOf((char) first));
        }

        @Override
        public long line() {
            return line;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /** One word each. */
    final class Words implements TokenReader {
        private final TokenReader characters;

        private Words(TokenReader characters) {
            this.characters = characters;
        }

        @Override
        public Optional<String> next() throws IOException {
            StringBuilder word = new StringBuilder();
            for (Optional<String> character = characters.next();
                    character.isPresent();
                    character = characters.next()) {
                if (!isBlank(character.get())) {
                    word.append(character.get());
                } else if (!word.isEmpty()) {
                    break;
                }
            }
            return word.isEmpty() ? Optional.empty() : Optional.of(word.toString());
        }

        /** The blanks that the column of tokens parts words by. */
        private static boolean isBlank(String character) {
            return character.equals(" ")
                    || character.equals("\t")
                    || character.equals("\n")
                    || character.equals("\r");
        }

        @Override
        public long line() {
            return characters.line();
        }

        @Override
        public void close() throws IOException {
            characters.close();
        }
    }
}
