package dev.sagfleet.controller.inventory;

/**
 * One start of the controller.
 *
 * @param number counts the starts on one database, from 1
 * @param isGraceOver whether the grace period after the start is over, so that a device that has not come is taken to
 *     be absent
 * @param backSinceMillis since when it has been there without a break: it may have been away before that. In milliseconds
 *     since 1970
 */
public record Incarnation(long number, boolean isGraceOver, long backSinceMillis) {
    /** One that was never away. */
    public Incarnation(long number, boolean isGraceOver) {
        this(number, isGraceOver, 0);
    }
}
