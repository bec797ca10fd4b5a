package dev.sagfleet.controller.server;

import dev.sagfleet.controller.control.ControlException;
import dev.sagfleet.controller.control.EventRoute;
import dev.sagfleet.controller.event.EventReader;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** The event streams that are open, so that there are not too many, and all end when the controller stops. */
final class EventStreams {
    /** Each is written by the event loop that serves the devices too. */
    static final int STREAMS_MAX = 16;

    private final EventRoute route;
    private final Semaphore free = new Semaphore(STREAMS_MAX);
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();

    /** A stream that has its place, and is to begin. */
    record Opening(EventStreams streams, EventReader reader) {
        /** To be called on the event loop, as the answer to a request. */
        void begin(ChannelHandlerContext ctx, HttpVersion version, Map<String, String> headers) {
            streams.begin(new EventStream(ctx, reader), version, headers);
        }
    }

    EventStreams(EventRoute route) {
        this.route = route;
    }

    /** PendingAnswers a request; it fails, or throws, with a {@link ControlException} for what the caller is to be told. */
    CompletionStage<Opening> open(String method, Map<String, List<String>> query) {
        return route.reader(method, query).thenApply(reader -> {
            if (!free.tryAcquire()) {
                throw ControlException.unavailable(
                        "streams: " + STREAMS_MAX + " are open (expected: fewer; end one of them)");
            }
            return new Opening(this, reader);
        });
    }

    private void begin(EventStream stream, HttpVersion version, Map<String, String> headers) {
        open.add(stream);
        stream.begin(version, headers, () -> {
            open.remove(stream);
            free.release();
        });
    }

    /** Ends all streams, so that their readers know that there is no more to come. */
    void stop() {
        open.forEach(EventStream::end);
    }
}
