package dev.sagfleet.controller.server;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** A device in session that notices whether anything disturbs it, on a thread of its own. */
final class Bystander {
    /** Well below the keep-alive, and often enough to notice a stall. */
    private static final Duration BEAT = Duration.ofMillis(5);

    private final LockStepDevice device;
    private final Thread standing;
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final AtomicBoolean isDisturbed = new AtomicBoolean();

    Bystander(LockStepDevice device) {
        this.device = device;
        standing = new Thread(this::stand, "bystander");
        standing.start();
    }

    private void stand() {
        try {
            while (!isOver.get()) {
                if (!device.isUndisturbed()) {
                    isDisturbed.set(true);
                    return;
                }
                LockSupport.parkNanos(BEAT.toNanos());
            }
        } catch (IOException | RuntimeException e) {
            isDisturbed.set(true);
        }
    }

    /** Lets the device go, and says whether anything has disturbed it. */
    boolean wasDisturbed() throws IOException, InterruptedException {
        isOver.set(true);
        standing.join();
        device.close();
        return isDisturbed.get();
    }
}
