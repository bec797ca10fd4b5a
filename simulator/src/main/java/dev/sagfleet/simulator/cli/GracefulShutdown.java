package dev.sagfleet.simulator.cli;

import java.util.concurrent.CountDownLatch;

/** Lets all that was opened after it be closed before an interrupted process ends. */
final class GracefulShutdown implements AutoCloseable {
    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean isAwaited;

    GracefulShutdown() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::run, "sag-stop"));
    }

    private void run() {
        requested.countDown();
        try {
            // A process that is still starting does not look out for the request, and ends at once.
            if (isAwaited) {
                done.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // What is written after the last of this is lost.
        StandardError.drain();
    }

    /** Counted down when the process is to end. */
    CountDownLatch requested() {
        isAwaited = true;
        return requested;
    }

    /** Lets the process end. */
    @Override
    public void close() {
        done.countDown();
    }
}
