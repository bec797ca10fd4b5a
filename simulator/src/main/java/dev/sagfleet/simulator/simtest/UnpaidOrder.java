package dev.sagfleet.simulator.simtest;

/** An order that waits to be paid. */
record UnpaidOrder(String id, int to) {}
