package dev.sagfleet.simulator.virtual;

import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UplinkMessage;

/** Whoever sees all that goes over the virtual network. */
public interface NetworkWatcher {
    /** Sees nothing. */
    NetworkWatcher BLIND = new NetworkWatcher() {
        @Override
        public void ended(SerialNumber serial, String reason) {}

        @Override
        public void sessionStepped(SerialNumber serial, String transition) {}

        @Override
        public void sent(SerialNumber serial, UplinkMessage message) {}

        @Override
        public void heard(SerialNumber serial, UplinkMessage message, boolean isAstray) {}

        @Override
        public void told(SerialNumber serial, Envelope<DownlinkMessage> envelope, boolean isAstray) {}
    };

    /** A connection has ended, or could not be made. */
    void ended(SerialNumber serial, String reason);

    /**
     * A session has another state, as far as shows from outside.
     *
     * @param transition as {@code Greeting to Admitting}
     */
    void sessionStepped(SerialNumber serial, String transition);

    /** A device is sending something, which need not arrive. */
    void sent(SerialNumber serial, UplinkMessage message);

    /**
     * Something arrives at the controller.
     *
     * @param isAstray whether it comes from an earlier connection
     */
    void heard(SerialNumber serial, UplinkMessage message, boolean isAstray);

    /** Something arrives at a device. */
    void told(SerialNumber serial, Envelope<DownlinkMessage> envelope, boolean isAstray);
}
