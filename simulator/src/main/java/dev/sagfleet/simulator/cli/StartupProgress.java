package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.world.RegistrationProgress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Shows how a fleet is registered and comes online: one line each, rewritten on a terminal, a line a step elsewhere.
 */
final class StartupProgress implements RegistrationProgress {
    private static final long POLL_MILLIS = 200;
    private static final int STEPS = 10;

    private final PrintWriter out;
    private final LongSupplier nanoTime;
    private final boolean isTerminal = Terminal.isAttached();
    private long beganNanos;
    private int shownStep;

    StartupProgress(PrintWriter out, LongSupplier nanoTime) {
        this.out = out;
        this.nanoTime = nanoTime;
    }

    @Override
    public void registered(int registered, int all) {
        if (registered == 0) {
            begin();
        }
        show("devices registered: ", registered, all);
        if (registered == all) {
            end(all);
        }
    }

    /**
     * Returns once all devices are online, or it is time to stop. Without devices nothing is shown.
     *
     * @return whether they are online
     */
    boolean await(Work work, CountDownLatch stopping) throws InterruptedException {
        int all = work.size();
        if (all == 0) {
            return true;
        }
        int online;
        begin();
        do {
            online = work.onlineCount();
            show("devices online: ", online, all);
        } while (online < all && !stopping.await(POLL_MILLIS, TimeUnit.MILLISECONDS));
        end(online);
        return online == all;
    }

    private void begin() {
        beganNanos = nanoTime.getAsLong();
        shownStep = -1;
    }

    private void show(String what, int done, int all) {
        int step = all == 0 ? STEPS : (int) ((long) done * STEPS / all);
        if (isTerminal) {
            out.print("\r" + what + done + " of " + all);
        } else if (step != shownStep) {
            out.println(what + done + " of " + all);
        }
        shownStep = step;
        out.flush();
    }

    /** Says how quick it was, where that can be told. */
    private void end(int done) {
        if (isTerminal) {
            out.println();
        }
        double seconds = (nanoTime.getAsLong() - beganNanos) / (double) TimeUnit.SECONDS.toNanos(1);
        if (seconds >= 1) {
            out.println(String.format(Locale.ROOT, "  in %.0f s, %.0f a second", seconds, done / seconds));
        }
        out.flush();
    }
}
