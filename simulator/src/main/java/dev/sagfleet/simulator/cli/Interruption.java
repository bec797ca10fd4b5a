package dev.sagfleet.simulator.cli;

import java.util.concurrent.CountDownLatch;

/** An interruption of the process that waits until what runs has been brought to an end. */
final class Interruption {
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    Interruption() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupt, "sag-stop"));
    }

    private void interrupt() {
        stopping.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Counted down when the process is to end. */
    CountDownLatch stopping() {
        return stopping;
    }

    /** Lets the process end. */
    void done() {
        stopped.countDown();
    }
}
