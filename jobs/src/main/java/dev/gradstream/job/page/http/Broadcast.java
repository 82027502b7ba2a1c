package dev.gradstream.job.page.http;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Tells everyone who listens of every change. Who begins to listen is told everything first, unless
 * it was here a moment ago and has missed nothing. Thread-safe; no call waits for a listener.
 */
public final class Broadcast {
    static final String EVERYTHING = "everything";
    static final String CHANGE = "change";

    private final Supplier<String> everything;
    private final String session = UUID.randomUUID().toString();
    private final Set<Subscriber> subscribers = new HashSet<>();
    private long changes;

    /**
     * @param everything all that the changes so far have led to, in one line; called by one thread
     *     at a time, and never during a change
     */
    public Broadcast(Supplier<String> everything) {
        this.everything = everything;
    }

    /**
     * Makes a change and tells of it.
     *
     * @param change makes it, and says what changed, in one line; empty if nothing did
     */
    public synchronized void change(Supplier<Optional<String>> change) {
        Optional<String> data = change.get();
        if (data.isPresent()) {
            changes++;
            Event event = new Event(CHANGE, id(), data.get());
            List<Subscriber> slow = new ArrayList<>();
            for (Subscriber subscriber : subscribers) {
                if (!subscriber.offer(event)) {
                    slow.add(subscriber);
                }
            }
            slow.forEach(this::drop);
        }
    }

    /**
     * Adds a listener.
     *
     * @param seen the id of the last event that it has seen; empty if it is new
     * @param most listeners that there may be
     * @return empty if there are that many already
     */
    synchronized Optional<Subscriber> subscribe(Optional<String> seen, int most) {
        if (subscribers.size() >= most) {
            return Optional.empty();
        }
        Subscriber subscriber = new Subscriber(Thread.currentThread());
        if (!seen.equals(Optional.of(id()))) {
            subscriber.offer(new Event(EVERYTHING, id(), everything.get()));
        }
        subscribers.add(subscriber);
        return Optional.of(subscriber);
    }

    /** Ids of one program's run mean nothing to another's. */
    private String id() {
        return session + "-" + changes;
    }

    synchronized void unsubscribe(Subscriber subscriber) {
        subscribers.remove(subscriber);
    }

    private void drop(Subscriber subscriber) {
        subscribers.remove(subscriber);
        subscriber.drop();
    }

    /** Whether every listener has been sent all there is. */
    synchronized boolean isDelivered() {
        return subscribers.stream().allMatch(Subscriber::isIdle);
    }

    synchronized int listeners() {
        return subscribers.size();
    }

    /** Sends all listeners away. */
    synchronized void dropAll() {
        subscribers.forEach(Subscriber::drop);
        subscribers.clear();
    }
}
