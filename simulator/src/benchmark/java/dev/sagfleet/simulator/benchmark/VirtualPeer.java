package dev.sagfleet.simulator.benchmark;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** A process with a world on virtual time, measured from its start. It prints a line when it has come somewhere. */
public final class VirtualPeer {
    /** As a fleet lives for that long. */
    private static final Duration LIFE = Duration.ofDays(30);

    private static final int WARM_UP_TURNS = 3;

    /**
     * One of {@code events DEVICES ROUNDS MILLIS}, which prints a line a round: what an event takes, what it takes a bare
     * heap, and how many bytes; {@code life DEVICES}, which prints a line once they have connected, got a change each
     * and lived; {@code rest DEVICES}, which prints a line once they have connected, and the bytes of the heap that are
     * in use then.
     */
    public static void main(String[] arguments) {
        int devices = Integer.parseInt(arguments[1]);
        switch (arguments[0]) {
            case "events" ->
                events(devices, Integer.parseInt(arguments[2]), Duration.ofMillis(Long.parseLong(arguments[3])));
            case "life" -> live(devices);
            default -> rest(devices);
        }
    }

    private static void events(int devices, int rounds, Duration span) {
        var ours = new VirtualEvents(devices, span);
        var bare = new BareEvents(span, ours::meanWaiting);
        for (int turn = 0; turn < WARM_UP_TURNS + rounds; turn++) {
            double ourNanos = ours.measure();
            double bareNanos = bare.measure();
            if (turn >= WARM_UP_TURNS) {
                System.out.println(ourNanos + " " + bareNanos + " " + ours.bytes());
            }
        }
    }

    private static void live(int devices) {
        var fleet = new VirtualFleet(devices);
        fleet.connect();
        fleet.call(fleet.upgrades());
        fleet.time().advance(LIFE);
        fleet.requireAllOnlineAndAnswered();
        fleet.requireUpgraded();
        System.out.println("lived");
    }

    private static void rest(int devices) {
        var fleet = new VirtualFleet(devices);
        fleet.connect();
        System.out.println("connected");
        System.gc();
        System.out.println(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        fleet.requireAllOnlineAndAnswered();
    }

    private VirtualPeer() {}
}
