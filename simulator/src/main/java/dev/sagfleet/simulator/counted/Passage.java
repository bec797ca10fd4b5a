package dev.sagfleet.simulator.counted;

import dev.sagfleet.agent.shaping.Intake;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one download on their way: over what they share with other downloads, if anything, and through the limits
 * of their device. They have passed once they have passed both. The device counts them as its own limits would let them
 * pass, so where what they share is slower, it counts them before they have come.
 */
final class Passage {
    /** When nothing is to be looked at until {@code arrived} is called. */
    static final long UNTIL_ARRIVED = -1;

    private static final long MICROBITS_PER_BYTE = 8_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    private final Intake intake;
    private final Runnable arrived;
    private Carrier.@Nullable Carriage carriage;

    /** @param arrived is called when it is to be looked at again after {@link #UNTIL_ARRIVED} */
    Passage(Intake intake, Runnable arrived) {
        this.intake = intake;
        this.arrived = arrived;
    }

    /** Has so many bytes come from now on. */
    void begin(long bytes, ImageAnswer.Body body, long nowNanos) {
        long most = body.bitsPerSecond().getAsLong();
        intake.expect(bytes, most, nowNanos);
        if (body.carrier().isPresent()) {
            endCarriage();
            carriage = body.carrier().get().begin(bytes, limited(most, nowNanos), this::arrived);
        }
    }

    /** Has what is still to come do so as fast as the body says now. */
    void changePace(ImageAnswer.Body body, long nowNanos) {
        long most = body.bitsPerSecond().getAsLong();
        intake.expect(intake.waitingBytes(nowNanos), most, nowNanos);
        if (carriage != null) {
            carriage.setMost(limited(most, nowNanos));
        }
    }

    /** What a rate comes to within the limits of the device, as things are. */
    private long limited(long most, long nowNanos) {
        long bytes = intake.waitingBytes(nowNanos);
        long micros = intake.waitNanos(nowNanos) / NANOS_PER_MICRO;
        return micros == 0 ? most : Math.max(1, Math.min(most, bytes * MICROBITS_PER_BYTE / micros));
    }

    private void arrived() {
        carriage = null;
        arrived.run();
    }

    /** How many have still to pass. */
    long waitingBytes(long nowNanos) {
        long waiting = intake.waitingBytes(nowNanos);
        return carriage == null ? waiting : Math.max(waiting, carriage.bytesLeft());
    }

    /** After how long it is to be looked at again, or {@link #UNTIL_ARRIVED}; 0 if all have passed. */
    long waitNanos(long nowNanos) {
        return carriage == null ? intake.waitNanos(nowNanos) : UNTIL_ARRIVED;
    }

    /** Lets nothing more come for now; {@link #begin} has it go on. */
    void stall(long mostBitsPerSecond, long nowNanos) {
        endCarriage();
        intake.expect(0, mostBitsPerSecond, nowNanos);
    }

    void end(long nowNanos) {
        endCarriage();
        intake.end(nowNanos);
    }

    private void endCarriage() {
        if (carriage != null) {
            carriage.end();
            carriage = null;
        }
    }
}
