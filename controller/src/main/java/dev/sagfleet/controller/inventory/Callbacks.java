package dev.sagfleet.controller.inventory;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs callbacks of others, so that what they throw ends in the log and not in the store that tells them. */
public final class Callbacks {
    private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);

    /**
     * Runs a callback, and never throws.
     *
     * @param where who runs it, for the log
     */
    public static void run(String where, Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException | Error e) {
            LOG.error("{}: a callback failed", where, e);
        }
    }

    private Callbacks() {}
}
