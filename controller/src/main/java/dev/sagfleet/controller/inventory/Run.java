package dev.sagfleet.controller.inventory;

/**
 * A run of the controller.
 *
 * @param number counts the runs on one database, from 1
 * @param isSettled whether the grace after its start is over, so that a device that has not come is taken to
 *     be absent
 */
public record Run(long number, boolean isSettled) {}
