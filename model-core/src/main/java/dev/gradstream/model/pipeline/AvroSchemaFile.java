package dev.gradstream.model.pipeline;

import dev.gradstream.model.pipeline.yaml.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file that a pipeline file names as an Avro schema. Its text takes the place of its name when
 * the pipeline is read, because the machines that it is carried to have no such file.
 */
final class AvroSchemaFile {
    /** Largest file that is read, in bytes. */
    static final int MAX_BYTES = 1 << 18;

    private AvroSchemaFile() {}

    /** Whether a text is a schema and no name of a file. */
    static boolean isSchema(String text) {
        return text.stripLeading().startsWith("{");
    }

    /**
     * The schema that a value names or is; empty, with the problem reported, if there is none.
     *
     * @param pipelineFile beside which the file lies
     */
    static Optional<String> inline(Value value, String pipelineFile) {
        Optional<String> text = value.text();
        return text.filter(AvroSchemaFile::isSchema).isPresent()
                ? text
                : text.flatMap(name -> read(value, name, pipelineFile));
    }

    private static Optional<String> read(Value value, String name, String pipelineFile) {
        try {
            Path file = Path.of(pipelineFile).resolveSibling(name);
            byte[] bytes;
            try (InputStream in = Files.newInputStream(file)) {
                bytes = in.readNBytes(MAX_BYTES + 1);
            }
            if (bytes.length > MAX_BYTES) {
                value.refuse("names a file of more than " + MAX_BYTES + " bytes");
                return Optional.empty();
            }
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (!isSchema(text)) {
                value.refuse(
                        "names a file that holds no JSON object; a schema of type record belongs"
                                + " there");
                return Optional.empty();
            }
            return Optional.of(text);
        } catch (CharacterCodingException e) {
            value.refuse("names a file that is not UTF-8; save it as UTF-8");
        } catch (IOException | InvalidPathException e) {
            value.refuse(
                    "names no file that can be read, found "
                            + value.describe()
                            + "; name one relative to the pipeline file");
        }
        return Optional.empty();
    }
}
