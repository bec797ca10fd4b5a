package dev.sagfleet.controller.sql;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what others have given, so that what it throws ends in the log and not in a thread of the store. */
public final class Quietly {
    private static final Logger LOG = LoggerFactory.getLogger(Quietly.class);

    /**
     * Runs it, and never throws.
     *
     * @param where who runs it, for the log
     */
    public static void run(String where, Runnable foreign) {
        try {
            foreign.run();
        } catch (RuntimeException | Error e) {
            LOG.error("{}: a listener failed", where, e);
        }
    }

    private Quietly() {}
}
