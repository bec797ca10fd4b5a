package dev.sagfleet.controller.inventory;

/**
 * One start of the controller.
 *
 * @param number counts the starts on one database, from 1
 * @param isGraceOver whether the grace period after the start is over, so that a device that has not come is taken to
 *     be absent
 */
public record Incarnation(long number, boolean isGraceOver) {}
