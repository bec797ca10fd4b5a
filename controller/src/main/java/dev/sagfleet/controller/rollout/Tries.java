package dev.sagfleet.controller.rollout;

/** How many retries a member has used up, by what its attempts failed of. Source: rollout rule R15. */
public record Tries(int transport, int verify, int boot) {
    public static final Tries NONE = new Tries(0, 0, 0);

    /** How many are used of the budget of a cause. */
    int of(Cause cause) {
        return switch (cause) {
            case TRANSPORT -> transport;
            case VERIFY -> verify;
            case BOOT -> boot;
            case FINAL, NOTHING -> 0;
        };
    }

    /** The same with one more. */
    Tries plus(Cause cause) {
        return switch (cause) {
            case TRANSPORT -> new Tries(transport + 1, verify, boot);
            case VERIFY -> new Tries(transport, verify + 1, boot);
            case BOOT -> new Tries(transport, verify, boot + 1);
            case FINAL, NOTHING -> this;
        };
    }
}
