package dev.sagfleet.controller.rollout;

import dev.sagfleet.agent.protocol.UpdateCode;

/**
 * How many members of a wave cannot go on until a person changes something.
 *
 * @param noImage whose image was withdrawn
 * @param noWindow for which no window is long enough, or none comes any more
 */
public record Barred(int noImage, int noWindow) {
    public static final Barred NONE = new Barred(0, 0);

    public int all() {
        return noImage + noWindow;
    }

    /** The same with some more, or fewer, that are kept by this. */
    Barred plus(UpdateCode why, int more) {
        return why == UpdateCode.NO_SUCH_IMAGE
                ? new Barred(noImage + more, noWindow)
                : new Barred(noImage, noWindow + more);
    }
}
