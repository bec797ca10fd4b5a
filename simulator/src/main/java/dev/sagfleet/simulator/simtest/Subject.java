package dev.sagfleet.simulator.simtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.simulator.time.Seed;
import java.util.List;

/**
 * What one client uses, and nobody else does.
 *
 * @param <S> what calls can change of it
 */
interface Subject<S> {
    String name();

    /** What it was and is, in this order, as changes left it. */
    List<S> history();

    /** A call that makes sense for the subject as it is, most of the time. */
    ApiCall<S> next(S now, Seed seed);

    /** A call that changes something has succeeded, with this answer. */
    void succeeded(ApiCall<S> call, ObjectNode answer);

    /** Nobody knows what became of a call. */
    void isUnknown();

    /** Whether an answer says what was so then. */
    boolean isTrue(ApiCall<S> call, ObjectNode answer, S then);

    /**
     * Whether what a call made stands although a device has refused it: something else has made a change after it, which
     * nobody but the call itself may take back.
     */
    boolean isOvertaken(String requestId);
}
