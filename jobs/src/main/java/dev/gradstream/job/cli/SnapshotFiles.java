package dev.gradstream.job.cli;

import dev.gradstream.model.snapshot.SafeTensors;
import dev.gradstream.model.snapshot.SnapshotFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Snapshots as files that a user names. */
final class SnapshotFiles {
    private SnapshotFiles() {}

    /** Reads a safetensors file, and makes sure that it is one. */
    static byte[] read(Path file) throws CommandFailedException {
        try {
            byte[] bytes = Files.readAllBytes(file);
            SafeTensors.decode(bytes);
            return bytes;
        } catch (NoSuchFileException e) {
            throw new CommandFailedException(file + ": no such file", e);
        } catch (SnapshotFormatException e) {
            throw new CommandFailedException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandFailedException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Makes sure, before long work, that a file can be written there afterwards. */
    static void requireWritable(Path file) throws CommandFailedException {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw new CommandFailedException(file + ": is a folder; a file is needed");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new CommandFailedException(
                    file + ": cannot be written: there is no folder " + folder);
        }
        if (!Files.isWritable(folder)) {
            throw new CommandFailedException(
                    file + ": cannot be written: the folder " + folder + " takes no files");
        }
    }

    static void write(Path file, byte[] snapshot) throws CommandFailedException {
        try {
            Files.write(file, snapshot);
        } catch (IOException e) {
            throw new CommandFailedException(file + ": cannot be written: " + e.getMessage(), e);
        }
    }
}
