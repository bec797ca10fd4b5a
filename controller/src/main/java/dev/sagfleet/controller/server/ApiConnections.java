package dev.sagfleet.controller.server;

import dev.sagfleet.controller.control.Metrics;
import dev.sagfleet.controller.rpc.ApiException;
import dev.sagfleet.controller.rpc.GatewayError;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * The connections to the API port, and what their unanswered requests take together. Whoever has waited
 * longest gives way, so that a flood of peers that send nothing, or half of something, keeps out nobody who
 * sends a request at once. All connections are on one event loop, and so is this, but for what it counts.
 */
final class ApiConnections {
    private final ApiLimits limits;

    private final Set<ApiHandler> open = new LinkedHashSet<>();

    // Of these nothing is lost if they are closed; the first has waited longest for a request.
    private final Set<ApiHandler> idle = new LinkedHashSet<>();

    // Of these a part of a request has come; the first has had the longest time for the rest.
    private final Set<ApiHandler> unfinished = new LinkedHashSet<>();

    private long heldBytes;
    private final AtomicInteger count = new AtomicInteger();
    private final LongAdder crowdedOut = new LongAdder();
    private final LongAdder tooSlow = new LongAdder();

    ApiConnections(ApiLimits limits) {
        this.limits = limits;
    }

    /** Whether there is room for one more, which may cost another one its place. */
    boolean open(ApiHandler connection) {
        if (open.size() >= limits.connectionsMax() && !makeRoom()) {
            crowdedOut.increment();
            return false;
        }
        open.add(connection);
        idle.add(connection);
        count.set(open.size());
        return true;
    }

    private boolean makeRoom() {
        Iterator<ApiHandler> first = idle.isEmpty() ? unfinished.iterator() : idle.iterator();
        if (!first.hasNext()) {
            return false;
        }
        ApiHandler stalest = first.next();
        closed(stalest);
        stalest.close();
        crowdedOut.increment();
        return true;
    }

    void closed(ApiHandler connection) {
        hold(connection, 0);
        idle.remove(connection);
        unfinished.remove(connection);
        open.remove(connection);
        count.set(open.size());
    }

    /** A connection has nothing to do until the next request, or the end. */
    void idles(ApiHandler connection) {
        hold(connection, 0);
        unfinished.remove(connection);
        if (open.contains(connection)) {
            idle.remove(connection);
            idle.add(connection);
        }
    }

    /** A part of a request has come. */
    void receives(ApiHandler connection, long bytes) {
        if (!open.contains(connection)) {
            return; // it was ended while something of it was still under way
        }
        idle.remove(connection);
        unfinished.add(connection);
        hold(connection, bytes);
        while (heldBytes > limits.heldBytesMax() && !unfinished.isEmpty()) {
            crowdedOut.increment();
            unfinished.iterator().next().giveUp(noRoom());
        }
    }

    /** A whole request has come, and is kept until it is answered. */
    void answers(ApiHandler connection, long bytes) {
        if (open.contains(connection)) {
            idle.remove(connection);
            unfinished.remove(connection);
            hold(connection, bytes);
        }
    }

    private void hold(ApiHandler connection, long bytes) {
        heldBytes += bytes - connection.heldBytes();
        connection.setHeldBytes(bytes);
    }

    /** Ends those that take too long. */
    void sweep(long nowNanos) {
        for (ApiHandler connection : List.copyOf(open)) {
            switch (connection.stage()) {
                case IDLE -> {
                    if (nowNanos - connection.sinceNanos() > limits.idle().toNanos()) {
                        connection.close();
                    }
                }
                case RECEIVING -> {
                    if (nowNanos - connection.sinceNanos() > limits.request().toNanos()) {
                        tooSlow.increment();
                        connection.giveUp(timedOut());
                    }
                }
                case WRITING -> {
                    if (nowNanos - connection.sinceNanos() > limits.write().toNanos()) {
                        tooSlow.increment();
                        connection.close();
                    }
                }
                case ANSWERING, STREAMING, ENDING -> {
                    // Each has a bound of its own.
                }
            }
        }
    }

    /** The answer to a connection for which there is no room. */
    static ApiException noConnection() {
        return GatewayError.SERVICE_UNAVAILABLE.exception("found more connections than there is room for");
    }

    private static ApiException noRoom() {
        return GatewayError.SERVICE_UNAVAILABLE.exception(
                "found more unfinished requests than there is room for, required to send it again at once");
    }

    private ApiException timedOut() {
        return new ApiException(408, "RequestTimeout", "The request has not arrived in time.")
                .withDetail("required within " + limits.request().toSeconds() + " s from its first byte");
    }

    /** Shows what is counted; from any thread. */
    void show(Metrics metrics) {
        metrics.gauge("sagfleet_api_connections", "Connections to the API port.", this::count);
        metrics.counter(
                "sagfleet_api_connections_crowded_out",
                "Connections to the API port that were ended or turned away for want of room.",
                crowdedOut::sum);
        metrics.counter(
                "sagfleet_api_connections_too_slow",
                "Connections to the API port that were ended in the middle of a request or an answer.",
                tooSlow::sum);
    }

    /** How many there are; from any thread. */
    int count() {
        return count.get();
    }
}
