package dev.sagfleet.simulator.benchmark;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** A process with a world on virtual time, measured from its start. It prints a line when it has come somewhere. */
public final class VirtualPeer {
    /** As a fleet lives for that long. */
    private static final Duration LIFE = Duration.ofDays(30);

    /**
     * Either {@code life DEVICES}, which ends once they have connected, got a change each and lived; or {@code rest
     * DEVICES}, which prints a line once they have connected, and the bytes of the heap that are in use then.
     */
    public static void main(String[] arguments) {
        var fleet = new VirtualFleet(Integer.parseInt(arguments[1]));
        fleet.connect();
        if (arguments[0].equals("life")) {
            fleet.call(fleet.upgrades());
            fleet.time().advance(LIFE);
            fleet.requireAllOnlineAndAnswered();
            fleet.requireUpgraded();
            System.out.println("lived");
        } else {
            System.out.println("connected");
            System.gc();
            System.out.println(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
            fleet.requireAllOnlineAndAnswered();
        }
    }

    private VirtualPeer() {}
}
