package dev.sagfleet.controller.rollout;

/** How many members are in each state. Source: rollout rule R6. */
public record Counts(
        int waiting,
        int active,
        int succeeded,
        int failed,
        int silent,
        int cancelled,
        int superseded,
        int alreadyThere,
        int left) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0);

    public int of(MemberState state) {
        return switch (state) {
            case WAITING -> waiting;
            case ACTIVE -> active;
            case SUCCEEDED -> succeeded;
            case FAILED -> failed;
            case SILENT -> silent;
            case CANCELLED -> cancelled;
            case SUPERSEDED -> superseded;
            case ALREADY_THERE -> alreadyThere;
            case LEFT -> left;
        };
    }

    /** How many the gates judge. */
    public int judged() {
        return waiting + active + succeeded + failed + silent;
    }

    /** How many of them have not ended. */
    public int open() {
        return waiting + active;
    }

    public int all() {
        return judged() + cancelled + superseded + alreadyThere + left;
    }

    /** The same with some more, or fewer, in a state. */
    Counts plus(MemberState state, int more) {
        return switch (state) {
            case WAITING ->
                new Counts(
                        waiting + more, active, succeeded, failed, silent, cancelled, superseded, alreadyThere, left);
            case ACTIVE ->
                new Counts(
                        waiting, active + more, succeeded, failed, silent, cancelled, superseded, alreadyThere, left);
            case SUCCEEDED ->
                new Counts(
                        waiting, active, succeeded + more, failed, silent, cancelled, superseded, alreadyThere, left);
            case FAILED ->
                new Counts(
                        waiting, active, succeeded, failed + more, silent, cancelled, superseded, alreadyThere, left);
            case SILENT ->
                new Counts(
                        waiting, active, succeeded, failed, silent + more, cancelled, superseded, alreadyThere, left);
            case CANCELLED ->
                new Counts(
                        waiting, active, succeeded, failed, silent, cancelled + more, superseded, alreadyThere, left);
            case SUPERSEDED ->
                new Counts(
                        waiting, active, succeeded, failed, silent, cancelled, superseded + more, alreadyThere, left);
            case ALREADY_THERE ->
                new Counts(
                        waiting, active, succeeded, failed, silent, cancelled, superseded, alreadyThere + more, left);
            case LEFT ->
                new Counts(
                        waiting, active, succeeded, failed, silent, cancelled, superseded, alreadyThere, left + more);
        };
    }

    /** All of both. */
    public Counts plus(Counts other) {
        return new Counts(
                waiting + other.waiting,
                active + other.active,
                succeeded + other.succeeded,
                failed + other.failed,
                silent + other.silent,
                cancelled + other.cancelled,
                superseded + other.superseded,
                alreadyThere + other.alreadyThere,
                left + other.left);
    }
}
