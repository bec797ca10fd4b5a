package dev.sagfleet.agent.protocol;

import static java.util.Objects.requireNonNull;

/**
 * How far a device has come with one aspect.
 *
 * @param revision the latest that it applied or refused
 * @param refused whether it refused that one and so still does what an earlier one said
 */
public record AspectStatus(Revision revision, boolean refused) {
    public static final AspectStatus NOTHING = new AspectStatus(Revision.NONE, false);

    public AspectStatus {
        requireNonNull(revision, "revision");
    }

    /** Whether a device that holds this has yet to do what {@code desired} says. */
    public boolean lacks(Revision desired) {
        return desired.isAfter(revision) || (refused && desired.equals(revision));
    }
}
