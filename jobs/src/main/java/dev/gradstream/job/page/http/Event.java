package dev.gradstream.job.page.http;

import java.nio.charset.StandardCharsets;

/**
 * One message of a stream of server-sent events, as the HTML standard defines them.
 *
 * @param name which listeners of the page it is for
 * @param id what the browser asks for when it comes back
 * @param data one line
 */
record Event(String name, String id, String data) {

    Event {
        if (data.indexOf('\n') >= 0 || data.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("an event's data is one line");
        }
    }

    byte[] encode() {
        return ("id: " + id + "\nevent: " + name + "\ndata: " + data + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
