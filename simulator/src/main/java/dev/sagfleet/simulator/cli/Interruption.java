package dev.sagfleet.simulator.cli;

import java.util.concurrent.CountDownLatch;

/** An interruption of the process that waits until this is closed, and so all that was opened after it. */
final class Interruption implements AutoCloseable {
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean isHeeded;

    Interruption() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupt, "sag-stop"));
    }

    private void interrupt() {
        stopping.countDown();
        try {
            // Whoever does not look out for it has nothing to bring to an end, and may wait for something else.
            if (isHeeded) {
                stopped.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Counted down when the process is to end. */
    CountDownLatch stopping() {
        isHeeded = true;
        return stopping;
    }

    /** Lets the process end. */
    @Override
    public void close() {
        stopped.countDown();
    }
}
