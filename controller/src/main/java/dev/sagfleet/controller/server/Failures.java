package dev.sagfleet.controller.server;

import java.util.concurrent.CompletionException;

/** Looks behind what stages wrap failures in. */
final class Failures {
    static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    private Failures() {}
}
