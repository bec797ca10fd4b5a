package dev.sagfleet.simulator.simtest;

/**
 * An order that waits to be paid.
 *
 * @param isOvertaken whether another one was paid meanwhile, so that it never can be
 */
record UnpaidOrder(String id, int to, boolean isOvertaken) {
    UnpaidOrder overtaken() {
        return new UnpaidOrder(id, to, true);
    }
}
