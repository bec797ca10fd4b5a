package dev.sagfleet.agent.protocol;

/**
 * Counts the changes of one aspect of one device. A device holds {@link #NONE} until it has applied or
 * refused the first one.
 */
public record Revision(long number) implements Comparable<Revision> {
    public static final Revision NONE = new Revision(0);

    public Revision {
        if (number < 0) {
            throw new IllegalArgumentException("revision: " + number + " (expected: >= 0)");
        }
    }

    public Revision next() {
        return new Revision(number + 1);
    }

    public boolean isAfter(Revision other) {
        return number > other.number;
    }

    @Override
    public int compareTo(Revision other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Long.toString(number);
    }
}
