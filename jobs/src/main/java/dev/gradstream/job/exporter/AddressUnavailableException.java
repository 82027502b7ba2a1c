package dev.gradstream.job.exporter;

import java.io.IOException;

/** Metrics cannot be served at an address; the message says why, in one sentence. */
public final class AddressUnavailableException extends IOException {
    private static final long serialVersionUID = 1L;

    AddressUnavailableException(String host, int port, String why) {
        super("cannot serve metrics at " + host + ":" + port + ": " + why);
    }

    AddressUnavailableException(String host, int port, IOException cause) {
        this(host, port, cause.getMessage() + "; another port, or 0 for any that is free");
        initCause(cause);
    }
}
