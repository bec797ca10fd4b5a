package dev.sagfleet.simulator.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Shows how a fleet comes online: one line, rewritten on a terminal, a line a step elsewhere. */
final class StartupProgress {
    private static final long POLL_MILLIS = 200;
    private static final int STEPS = 10;

    private final Work work;
    private final PrintWriter out;

    StartupProgress(Work work, PrintWriter out) {
        this.work = work;
        this.out = out;
    }

    /**
     * Returns once all devices are online, or it is time to stop. Without devices nothing is shown.
     *
     * @return whether they are online
     */
    boolean await(CountDownLatch stopping) throws InterruptedException {
        boolean terminal = Terminal.isAttached();
        int all = work.size();
        if (all == 0) {
            return true;
        }
        int shownStep = -1;
        int online;
        do {
            online = work.onlineCount();
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
