package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.world.World;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Shows how a fleet comes online: one line, rewritten on a terminal, a line a step elsewhere. */
final class StartupProgress {
    private static final long POLL_MILLIS = 200;
    private static final int STEPS = 10;

    private final World world;
    private final PrintWriter out;

    StartupProgress(World world, PrintWriter out) {
        this.world = world;
        this.out = out;
    }

    /**
     * Returns once all devices are online, or it is time to stop.
     *
     * @return whether they are online
     */
    boolean await(CountDownLatch stopping) throws InterruptedException {
        boolean terminal = Terminal.isAttached();
        int all = world.fleet().size();
        int shownStep = -1;
        int online;
        do {
            // Devices that are of no fleet count too.
            online = Math.min(all, world.controller().onlineCount());
            int step = online * STEPS / all;
            if (terminal) {
                out.print("\r" + line(online, all));
                out.flush();
            } else if (step != shownStep) {
                shownStep = step;
                out.println(line(online, all));
                out.flush();
            }
        } while (online < all && !stopping.await(POLL_MILLIS, TimeUnit.MILLISECONDS));
        if (terminal) {
            out.println();
        }
        return online == all;
    }

    private static String line(int online, int all) {
        return "devices online: " + online + " of " + all;
    }
}
