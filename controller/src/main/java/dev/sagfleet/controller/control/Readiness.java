package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Whether all devices are there that are meant to be: those that are registered, but for those that a fault keeps
 * offline. For many threads.
 */
public final class Readiness {
    public static final String PATH = "/readyz";

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final LongSupplier registered;
    private final LongSupplier online;
    private final Predicate<SerialNumber> inSession;
    private final HostedFleet fleet;

    /** @param inSession whether one device is among those that {@code online} counts */
    public Readiness(
            LongSupplier registered, LongSupplier online, Predicate<SerialNumber> inSession, HostedFleet fleet) {
        this.registered = registered;
        this.online = online;
        this.inSession = inSession;
        this.fleet = fleet;
    }

    /**
     * What is to be answered.
     *
     * @param status of HTTP
     */
    public record Answer(int status, ObjectNode fields) {}

    public Answer now() {
        Set<SerialNumber> toldOffline = fleet.toldOffline();
        long known = registered.getAsLong();
        long expected = Math.max(0, known - toldOffline.size());
        // One that was told just now may not have left yet, and is none of those that are waited for.
        long leaving = toldOffline.stream().filter(inSession).count();
        long there = Math.max(0, online.getAsLong() - leaving);
        boolean isReady = fleet.isRegistered() && there >= expected;
        ObjectNode fields = JsonNodeFactory.instance.objectNode().put("status", status(isReady));
        fields.putObject("devices")
                .put("registered", known)
                .put("toldOffline", toldOffline.size())
                .put("expected", expected)
                .put("online", there);
        return new Answer(isReady ? OK : UNAVAILABLE, fields);
    }

    private String status(boolean isReady) {
        if (!fleet.isRegistered()) {
            return "starting";
        }
        return isReady ? "ready" : "waiting";
    }
}
