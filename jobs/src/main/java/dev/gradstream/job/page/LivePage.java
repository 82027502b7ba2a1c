package dev.gradstream.job.page;

import dev.gradstream.job.page.history.Answers;
import dev.gradstream.job.page.history.History;
import dev.gradstream.job.page.history.History.State;
import dev.gradstream.job.page.history.Version;
import dev.gradstream.job.page.http.Broadcast;
import dev.gradstream.job.page.http.PageAddress;
import dev.gradstream.job.page.http.PageServer;
import dev.gradstream.job.topic.TopicFollower;
import dev.gradstream.job.topic.TopicWatch;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.Topics;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A web page of a model that learns, served from this process. It goes by what is committed to the
 * model's topics, as any reader would: the training knows nothing of it.
 */
public final class LivePage implements AutoCloseable {
    static final String EVENTS = "/events";

    private final History history;
    private final Broadcast broadcast;
    private final PageTopics topics;
    private final PageServer server;
    private final TopicWatch topicWatch;
    private final VersionWatch versionWatch;

    private LivePage(Pipeline pipeline, PageAddress address, TopicFollower follower)
            throws IOException {
        history = new History(pipeline);
        broadcast = new Broadcast(history::everything);
        topics = new PageTopics(pipeline, history);
        server = PageServer.start(address, PageFiles.byPath(), EVENTS, broadcast);
        versionWatch = new VersionWatch(pipeline, this::takeIn);
        topicWatch = TopicWatch.start(pipeline.name(), () -> follower, watcher());
    }

    /**
     * Serves the page of what a job of this pipeline will write from now on.
     *
     * @throws IOException if it cannot be served there, in one sentence
     */
    public static LivePage start(Pipeline pipeline, PageAddress address) throws IOException {
        try (Topics topics = new Topics(pipeline)) {
            topics.ensureFeatures(1);
            topics.ensureOutputs();
        }
        TopicFollower follower = TopicFollower.fromNow(pipeline, PageTopics.names(pipeline));
        try {
            return new LivePage(pipeline, address, follower);
        } catch (IOException e) {
            follower.close();
            throw e;
        }
    }

    /** What a browser opens. */
    public URI address() {
        return server.address();
    }

    private TopicWatch.Watcher watcher() {
        return new TopicWatch.Watcher() {
            @Override
            public void take(List<ConsumerRecord<byte[], byte[]>> records) {
                takeIn(records);
            }

            @Override
            public void connected(boolean is) {
                tell(is ? State.LEARNING : State.STALE);
            }
        };
    }

    private void takeIn(List<ConsumerRecord<byte[], byte[]>> records) {
        broadcast.change(
                () -> {
                    long before = history.reportedVersion();
                    topics.take(records);
                    if (history.reportedVersion() != before) {
                        versionWatch.expect(history.reportedVersion());
                    }
                    return history.changes();
                });
    }

    private void takeIn(List<Version> versions, Answers answers) {
        broadcast.change(
                () -> {
                    history.versions(versions);
                    history.answers(answers);
                    return history.changes();
                });
    }

    /**
     * The job is over: the page tells all that it left behind, and stays.
     *
     * @param how for a person, one sentence
     */
    public void ended(String how) {
        end("ended", how);
    }

    /**
     * The job has failed: the page says so, and stays.
     *
     * @param why for a person, one sentence
     */
    public void failed(String why) {
        end("failed", why);
    }

    private void end(String word, String text) {
        boolean complete = topicWatch.finish();
        versionWatch.finish();
        tell(new State(word, complete ? text : text + " " + State.INCOMPLETE));
    }

    private void tell(State state) {
        broadcast.change(
                () -> {
                    history.state(state);
                    return history.changes();
                });
    }

    @Override
    public void close() {
        topicWatch.close();
        versionWatch.close();
        server.close();
    }
}
