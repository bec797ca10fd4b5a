package dev.sagfleet.simulator.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A process with a world on virtual time, measured from its start. It prints a line when it has come somewhere. */
public final class VirtualPeer {
    /** As a fleet lives for that long. */
    private static final Duration LIFE = Duration.ofDays(30);

    private static final int WARM_UP_TURNS = 3;

    /**
     * One of {@code events DEVICES ROUNDS MILLIS}, which prints a line a round: what an event takes, what it takes a bare
     * heap, and how many bytes; {@code life DEVICES}, which prints a line once they have connected, got a change each
     * and lived; {@code rehearse DEVICES}, which prints a line once a campaign of theirs has been rehearsed, and then
     * events, the nanoseconds that they took, bytes allocated, bytes of heap at most, and the nanoseconds of a bare heap;
     * {@code rehearsals RUNS DEVICES}, which rehearses so many to warm up, as many on one thread and as many on two, and
     * prints a line after each; {@code rest DEVICES}, which prints a line once they have connected, and the bytes of the
     * heap that are in use then.
     */
    public static void main(String[] arguments) throws InterruptedException {
        // What devices and controllers log on virtual time is what they are made to suffer.
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
        int devices = Integer.parseInt(arguments[1]);
        switch (arguments[0]) {
            case "events" ->
                events(devices, Integer.parseInt(arguments[2]), Duration.ofMillis(Long.parseLong(arguments[3])));
            case "life" -> live(devices);
            case "rehearse" -> rehearse(devices);
            case "rehearsals" -> rehearse(devices, Integer.parseInt(arguments[2]));
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

    private static void rehearse(int devices) {
        var campaign = new RehearsedCampaign(devices, 1);
        RehearsedCampaign.Cost cost = campaign.run();
        System.out.println("rehearsed");
        long heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        long bareNanos = campaign.bareNanos(cost.events(), devices);
        System.out.println(cost.events() + " " + cost.nanos() + " " + cost.bytes() + " " + heap + " " + bareNanos);
    }

    private static void rehearse(int runs, int devices) throws InterruptedException {
        for (int workers : List.of(2, 1, 2)) {
            ExecutorService pool = Executors.newFixedThreadPool(workers);
            for (int seed = 1; seed <= runs; seed++) {
                var campaign = new RehearsedCampaign(devices, seed);
                pool.execute(() -> {
                    var unused = campaign.run();
                });
            }
            pool.shutdown();
            if (!pool.awaitTermination(1, TimeUnit.DAYS)) {
                throw new BenchmarkException("rehearsals do not end");
            }
            System.out.println("rehearsed");
        }
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
