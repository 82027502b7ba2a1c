package dev.gradstream.operator.kafka.source;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How an operator ends the source that feeds it.
 *
 * <p>Flink knows no way for an operator to say that it has had enough. Source and operators of a
 * training job are one chain in one task, so they meet in this process, at a switch that both name
 * by a token from the job graph. Each of them holds the switch while it runs; when nobody holds it
 * any more it is forgotten, so that a restarted job finds a fresh one.
 */
public final class StopSwitch implements AutoCloseable {
    private static final ConcurrentHashMap<String, Shared> HELD = new ConcurrentHashMap<>();

    private final String token;
    private final Shared shared;
    private boolean released;

    /** The switch itself and how many hold it. */
    private record Shared(CompletableFuture<Void> thrown, int holders) {

        Shared held() {
            return new Shared(thrown, holders + 1);
        }

        Shared released() {
            // To map to nothing removes the entry.
            return holders == 1 ? null : new Shared(thrown, holders - 1);
        }
    }

    private StopSwitch(String token, Shared shared) {
        this.token = token;
        this.shared = shared;
    }

    /**
     * Takes hold of the switch of that token.
     *
     * @param token what the two ends agree on; different for every job
     */
    public static StopSwitch hold(String token) {
        Shared shared =
                HELD.compute(
                        token,
                        (name, current) ->
                                current == null
                                        ? new Shared(new CompletableFuture<>(), 1)
                                        : current.held());
        return new StopSwitch(token, shared);
    }

    /** Asks the source to end. Once thrown, a switch stays thrown. */
    public void stop() {
        shared.thrown().complete(null);
    }

    /** Whether the source was asked to end. */
    public boolean isThrown() {
        return shared.thrown().isDone();
    }

    /** Completes when the switch is thrown. */
    CompletableFuture<Void> thrown() {
        return shared.thrown();
    }

    /** Whether anybody in this process holds a switch of that token. */
    static boolean isHeld(String token) {
        return HELD.containsKey(token);
    }

    /** Lets go; more than once does no harm. */
    @Override
    public void close() {
        if (!released) {
            released = true;
            HELD.computeIfPresent(token, (name, current) -> current.released());
        }
    }
}
