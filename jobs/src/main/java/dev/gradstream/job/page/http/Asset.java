package dev.gradstream.job.page.http;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file that the server hands out as it stands.
 *
 * @param type its media type
 */
public record Asset(String type, byte[] bytes) {

    /**
     * Reads a file from the class path.
     *
     * @param near the class whose package a relative path begins at
     * @throws IOException if there is none of that name
     */
    public static Asset read(Class<?> near, String path, String type) throws IOException {
        try (InputStream in = near.getResourceAsStream(path)) {
            if (in == null) {
                throw new IOException(path + " is not packed with the program");
            }
            return new Asset(type, in.readAllBytes());
        }
    }
}
