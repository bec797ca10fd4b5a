package dev.sagfleet.controller.store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what others have given, so that what it throws ends in the log and not in a thread of the store. */
final class Quietly {
    private static final Logger LOG = LoggerFactory.getLogger(Quietly.class);

    /** @param where who runs it, for the log */
    static void run(String where, Runnable foreign) {
        try {
            foreign.run();
        } catch (RuntimeException | Error e) {
            LOG.error("{}: a listener failed", where, e);
        }
    }

    private Quietly() {}
}
