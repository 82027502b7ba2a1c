package dev.gradstream.job.view;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Says how many records were sent: on a terminal ten times a second, elsewhere every 5 seconds. */
public final class SendingProgress implements AutoCloseable {
    private final boolean interactive;
    private final PrintWriter out;
    private final long interval;
    private final long start = System.nanoTime();
    private long next;
    private boolean drawn;

    public SendingProgress(Terminal terminal, PrintWriter out) {
        this.interactive = terminal.interactive();
        this.out = out;
        interval = interactive ? TimeUnit.MILLISECONDS.toNanos(100) : TimeUnit.SECONDS.toNanos(5);
        next = start + interval;
    }

    public void sent(long records) {
        long now = System.nanoTime();
        if (now - next < 0) {
            return;
        }
        next = now + interval;
        String line = String.format(Locale.ROOT, "sent %,d records", records);
        if (interactive) {
            out.print("\r" + line);
            drawn = true;
        } else {
            out.println(line);
        }
        out.flush();
    }

    public void done(long records, String topic) {
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf(
                Locale.ROOT,
                "%ssent %,d records to topic %s in %.1f s%n",
                drawn ? "\r" : "",
                records,
                topic,
                seconds);
        out.flush();
        drawn = false;
    }

    /** Ends the line that is drawn over, so that what follows a failure has one of its own. */
    @Override
    public void close() {
        if (drawn) {
            out.println();
            out.flush();
            drawn = false;
        }
    }
}
