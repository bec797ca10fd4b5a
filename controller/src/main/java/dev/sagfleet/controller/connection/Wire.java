package dev.sagfleet.controller.connection;

import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.timing.Timers;

/**
 * The connection of one device, and the event loop that it belongs to. All but {@link #execute} and {@link #isOpen} is
 * to be called on that event loop.
 */
public interface Wire {
    /** The clock of the event loop, in nanoseconds; it only tells intervals. */
    long nowNanos();

    /** The timers of the event loop. */
    Timers timers();

    /**
     * Whether the connection ends by itself once the device has been silent for as long as {@link
     * dev.sagfleet.agent.protocol.Silence} allows, so that nobody needs to ping it.
     */
    boolean noticesSilence();

    /**
     * Runs a task on the event loop; from any thread.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the event loop has ended
     */
    void execute(Runnable task);

    /** Whether the connection has not ended; from any thread. */
    boolean isOpen();

    /** Sends a frame with this text. A device that does not read is cut off, so that nothing piles up for it. */
    void send(byte[] text);

    void ping();

    /** Ends the connection so that the device can read why. */
    void close(CloseCode code, String reason);
}
