package dev.gradstream.job.replay.file;

import dev.gradstream.job.replay.DataFileException;
import dev.gradstream.job.replay.format.RowSource;
import dev.gradstream.job.replay.format.UnfitFieldException;
import dev.gradstream.model.data.Excerpt;
import dev.gradstream.model.data.column.Column;
import dev.gradstream.model.data.column.TokensColumn;
import dev.gradstream.model.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A text as rows: each {@code length} tokens in a row, and the one after them, which is the target.
 * The next row begins one token later. A {@code key} is the number of the row, from 0.
 *
 * <p>Where the column of tokens has a vocabulary or buckets, tokens are words between blanks.
 * Otherwise they are characters, and the vocabulary is the target's classes: a character is 1 + the
 * place of the class that is called as it.
 */
final class TextWindows implements RowSource {
    private final Path path;
    private final List<String> header;
    private final int length;
    private final Optional<Map<String, String>> numbers;
    private final long tokens;

    private TextWindows(
            Path path,
            List<String> header,
            int length,
            Optional<Map<String, String>> numbers,
            long tokens) {
        this.path = path;
        this.header = header;
        this.length = length;
        this.numbers = numbers;
        this.tokens = tokens;
    }

    /**
     * Reads the text once, for what it holds.
     *
     * @throws DataFileException if the pipeline is not one of a text, the text is too short, or has
     *     characters that are no classes
     */
    static TextWindows open(Pipeline pipeline, Path path) throws IOException {
        TokensColumn column = column(pipeline, path);
        boolean words = column.buckets() > 0 || !column.vocabulary().isEmpty();
        List<String> classes = pipeline.target().classes();
        Optional<Map<String, String>> numbers =
                words ? Optional.empty() : Optional.of(numbers(classes));
        long tokens = count(path, numbers);
        if (tokens <= column.length()) {
            throw new DataFileException(
                    path,
                    "holds %d tokens; at least %d, a window of %d and the next one, belong there"
                            .formatted(tokens, column.length() + 1L, column.length()));
        }
        List<String> header = new ArrayList<>();
        header.add(column.field());
        header.addAll(pipeline.target().columns());
        pipeline.features().key().ifPresent(header::add);
        return new TextWindows(path, header, column.length(), numbers, tokens);
    }

    private static TokensColumn column(Pipeline pipeline, Path path) throws DataFileException {
        List<Column> columns = pipeline.features().columns();
        if (columns.size() != 1
                || !(columns.get(0) instanceof TokensColumn column)
                || pipeline.target().classes().isEmpty()) {
            throw new DataFileException(
                    path,
                    "a text needs a pipeline with a single column, of type tokens, and a target with"
                            + " classes, one for each token that may come next");
        }
        return column;
    }

    private static Map<String, String> numbers(List<String> classes) {
        Map<String, String> numbers = new HashMap<>();
        classes.forEach(label -> numbers.put(label, Integer.toString(numbers.size() + 1)));
        return numbers;
    }

    private static long count(Path path, Optional<Map<String, String>> numbers) throws IOException {
        Set<String> unknown = new LinkedHashSet<>();
        long count = 0;
        try (TokenReader tokens = tokens(path, numbers)) {
            for (Optional<String> token = tokens.next(); token.isPresent(); token = tokens.next()) {
                if (numbers.isPresent() && !numbers.get().containsKey(token.get())) {
                    unknown.add(token.get());
                }
                count++;
            }
        }
        if (!unknown.isEmpty()) {
            throw new DataFileException(
                    path,
                    "holds characters that are none of the target's classes: "
                            + Excerpt.list(unknown)
                            + "; the vocabulary of characters is target.classes");
        }
        return count;
    }

    private static TokenReader tokens(Path path, Optional<Map<String, String>> numbers)
            throws IOException {
        return numbers.isPresent() ? TokenReader.characters(path) : TokenReader.words(path);
    }

    @Override
    public String describe() {
        return path + ": a window of tokens";
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public boolean forEachRow(RowConsumer consumer) throws IOException {
        Deque<String> window = new ArrayDeque<>(length);
        long row = 0;
        try (TokenReader tokens = tokens(path, numbers)) {
            boolean wanted = true;
            for (Optional<String> token = tokens.next();
                    wanted && token.isPresent();
                    token = tokens.next()) {
                if (window.size() == length) {
                    List<String> fields =
                            List.of(joined(window), token.get(), Long.toString(row++));
                    wanted = accept(fields, tokens.line(), consumer);
                    window.removeFirst();
                }
                window.addLast(shown(token.get()));
            }
            return wanted;
        }
    }

    /** What stands in the window for a token. */
    private String shown(String token) throws DataFileException {
        if (numbers.isEmpty()) {
            return token;
        }
        String number = numbers.get().get(token);
        if (number == null) {
            throw new DataFileException(
                    path, "was changed while it was read: now it holds " + Excerpt.of(token));
        }
        return number;
    }

    private static String joined(Deque<String> window) {
        StringBuilder text = new StringBuilder(4 * window.size());
        for (Iterator<String> tokens = window.iterator(); tokens.hasNext(); ) {
            text.append(tokens.next()).append(tokens.hasNext() ? " " : "");
        }
        return text.toString();
    }

    private boolean accept(List<String> row, long line, RowConsumer consumer) throws IOException {
        try {
            return consumer.accept(row.subList(0, header.size()));
        } catch (UnfitFieldException e) {
            throw new DataFileException(path, line, e.getMessage());
        }
    }

    @Override
    public OptionalLong rows() {
        return OptionalLong.of(tokens - length);
    }
}
