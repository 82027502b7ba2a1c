package dev.gradstream.model.pipeline;

import dev.gradstream.model.pipeline.InvalidPipelineException.Problem;
import dev.gradstream.model.pipeline.yaml.YamlTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads pipeline files. */
public final class PipelineFile {
    /** Largest file that is read, in bytes. */
    public static final int MAX_BYTES = 1 << 20;

    private PipelineFile() {}

    /**
     * The text of a file, to be parsed.
     *
     * @throws InvalidPipelineException if it is larger than {@link #MAX_BYTES} or no UTF-8
     */
    public static String read(Path file) throws IOException, InvalidPipelineException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw unreadable(file, "the file has more than " + MAX_BYTES + " bytes");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw unreadable(file, "the file is not UTF-8; save it as UTF-8");
        }
    }

    /**
     * Parses and validates.
     *
     * @param text YAML
     * @param file name for messages
     * @param environment what {@code ${NAME}} stands for
     * @throws InvalidPipelineException naming every problem at once, each with its line
     */
    public static Pipeline parse(String text, String file, Map<String, String> environment)
            throws InvalidPipelineException {
        return check(text, file, environment).pipeline();
    }

    /**
     * A text that parses to the same pipeline without any environment, to be carried to other
     * machines. It holds the values of the variables, secrets too: never log it.
     *
     * @param text YAML
     * @param file name for messages
     * @param environment what {@code ${NAME}} stands for
     * @throws InvalidPipelineException as {@link #parse} does
     */
    public static String resolve(String text, String file, Map<String, String> environment)
            throws InvalidPipelineException {
        return check(text, file, environment).tree().toText();
    }

    private record Checked(YamlTree tree, Pipeline pipeline) {}

    private static Checked check(String text, String file, Map<String, String> environment)
            throws InvalidPipelineException {
        Problems problems = new Problems();
        Optional<YamlTree> tree =
                YamlTree.parse(text, environment, problems)
                        .map(
                                parsed ->
                                        parsed.replacing(
                                                        FormatSection.SCHEMA_PATH,
                                                        value -> AvroSchemaFile.inline(value, file))
                                                .replacing(
                                                        LabelsSection.SCHEMA_PATH,
                                                        value ->
                                                                AvroSchemaFile.inline(
                                                                        value, file)));
        Optional<Pipeline> pipeline =
                tree.flatMap(YamlTree::section)
                        .flatMap(root -> new PipelineReader(root, problems).read());
        if (!problems.isEmpty()) {
            throw new InvalidPipelineException(file, problems.byLine());
        }
        return new Checked(tree.orElseThrow(), pipeline.orElseThrow());
    }

    private static InvalidPipelineException unreadable(Path file, String message) {
        return new InvalidPipelineException(file.toString(), List.of(new Problem(1, "", message)));
    }
}
