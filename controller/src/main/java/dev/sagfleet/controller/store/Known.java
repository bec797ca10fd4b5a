package dev.sagfleet.controller.store;

/** What some texts in rows say that were lately read or written. Thread-safe. */
record Known(KnownRollouts rollouts, KnownImages images) {
    Known() {
        this(new KnownRollouts(), new KnownImages());
    }
}
