package dev.gradstream.job.cli;

import dev.gradstream.job.page.LivePage;
import dev.gradstream.job.page.http.PageAddress;
import dev.gradstream.model.pipeline.Pipeline;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the live page is served, and whether. */
final class PageOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--ui",
            description =
                    "Serve a page that shows how the model learns, and keep it until Ctrl-C when"
                            + " the job is over.")
    private boolean ui;

    @Option(
            names = "--port",
            paramLabel = "N",
            description =
                    "The page's port (default: "
                            + PageAddress.USUAL_PORT
                            + ", or any that is free where that one is taken; 0: any).")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--host",
            paramLabel = "H",
            description =
                    "What the page is served at (default: localhost, for this machine alone)."
                            + " Whoever reaches another address can read the page.")
    private Optional<String> host = Optional.empty();

    /** Whether the page is asked for. */
    boolean wanted() {
        return ui;
    }

    /**
     * @throws ParameterException if it is said where the page is served, but not that it is
     */
    void requireWanted() {
        if (!ui && (port.isPresent() || host.isPresent())) {
            throw new ParameterException(
                    spec.commandLine(), "--port and --host are about the page; ask for it by --ui");
        }
        requireSound();
    }

    /**
     * Says what is wrong before anything is started.
     *
     * @throws ParameterException if the port is none
     */
    void requireSound() {
        address();
    }

    /**
     * Serves the page of a job that is about to begin.
     *
     * @throws CommandFailedException if it cannot be served there
     */
    LivePage open(Pipeline pipeline) throws CommandFailedException {
        PageAddress address = address();
        try {
            return LivePage.start(pipeline, address);
        } catch (IOException e) {
            throw new CommandFailedException(e.getMessage(), e);
        }
    }

    /** Does the work; the page tells how it ended. */
    static <T> T tell(LivePage page, Callable<T> work) throws Exception {
        try {
            T result = work.call();
            page.ended("The job is over; this is what it left behind.");
            return result;
        } catch (Exception e) {
            page.failed(ErrorReport.sentence(e));
            throw e;
        }
    }

    /** Keeps the page until Ctrl-C, if that is asked for. */
    void stay(LivePage page, Consumer<String> say) throws Exception {
        if (ui) {
            say.accept("The page stays at " + page.address() + " until Ctrl-C.");
            CountDownLatch interrupted = new CountDownLatch(1);
            Interrupts.during(
                    () -> {
                        interrupted.await();
                        return true;
                    },
                    interrupted::countDown);
        }
    }

    private PageAddress address() {
        try {
            return new PageAddress(
                    host.orElse(PageAddress.loopback().host()),
                    port.map(OptionalInt::of).orElse(OptionalInt.empty()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--port: " + e.getMessage(), e);
        }
    }
}
