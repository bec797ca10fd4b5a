package dev.sagfleet.controller.sql;

/** Waiting for a thread's end. */
final class Threads {
    /** Waits until a thread has ended, and keeps an interrupt for after that. */
    static void joinFully(Thread thread) {
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

    private Threads() {}
}
