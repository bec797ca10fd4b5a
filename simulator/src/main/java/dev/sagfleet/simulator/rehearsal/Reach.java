package dev.sagfleet.simulator.rehearsal;

/**
 * How far devices came.
 *
 * @param members that they are of
 * @param ordered that were ordered to install the image
 * @param fetched that had all of it
 * @param tried that started it, and said how that went
 */
public record Reach(long members, long ordered, long fetched, long tried) {
    static final Reach NONE = new Reach(0, 0, 0, 0);

    Reach plus(Reach other) {
        return new Reach(
                members + other.members, ordered + other.ordered, fetched + other.fetched, tried + other.tried);
    }
}
