package dev.sagfleet.agent.link;

import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UplinkMessage;
import java.time.Duration;

/**
 * One device's way to its controller: one connection at a time, authenticated with the device's key. All of it runs on
 * one loop.
 */
public interface DeviceLink {
    /** Who the connection is for. Called on the loop. */
    interface Owner {
        /** The controller has let the device in; now it waits for the Hello. */
        void opened();

        void received(Envelope<DownlinkMessage> envelope);

        /** The other end has shown that it is there. */
        void heard();

        /**
         * The controller has no such device, or not with this key; that the connection has closed comes after it.
         */
        void keyRefused();

        /**
         * The connection has ended, or could not be made. Told once for each that was asked for, and the last of it.
         *
         * @param retryAfter how long the controller asks the device to stay away; zero if it asks nothing
         */
        void closed(String reason, Duration retryAfter);
    }

    /**
     * Connects; the owner hears of it, not before this returns, whether it succeeds or not. To be called when there is
     * no connection.
     */
    void connect(SerialNumber serial, DeviceKey key);

    /** Sends a message, if there is a connection. */
    void send(Envelope<UplinkMessage> envelope);

    /** Makes the other end show that it is there, if it still is. */
    void ping();

    /** Ends the connection, if there is one, once what was sent has left. The owner hears of it after this has returned. */
    void close();
}
