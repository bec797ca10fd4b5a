package dev.sagfleet.controller.access;

import java.io.IOException;

/** Where an account outlasts the process. */
@FunctionalInterface
public interface AccountKeeper {
    /** Keeps an account in the place of the one before; that one is still whole if this fails. */
    void keep(Account account) throws IOException;
}
