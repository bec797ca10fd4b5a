package dev.sagfleet.controller.sql;

/** Waiting that an interrupt does not end. */
final class Uninterruptibles {
    /** Waits until a thread has ended, and keeps an interrupt for after that. */
    static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Uninterruptibles() {}
}
