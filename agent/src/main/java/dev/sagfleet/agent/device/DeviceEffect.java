package dev.sagfleet.agent.device;

import dev.sagfleet.agent.protocol.UplinkMessage;
import dev.sagfleet.agent.protocol.Welcome;
import dev.sagfleet.agent.shaping.Rates;

/** Something that a device asks its handler to do. Effects are run in the order they come. */
public sealed interface DeviceEffect {
    void runOn(Handler handler);

    /** What a device can ask for: one method per effect. */
    interface Handler {
        /** Keeps the state over a power cut. The effects that follow wait until it is kept. */
        void persist(DeviceState state);

        /** Limits traffic to these rates from now on; a device that does not forward carries none. */
        void shape(Rates rates, boolean forwarding);

        void send(UplinkMessage message);

        /** Keeps the connection alive and reports traffic, as the controller wishes. */
        void openSession(Welcome welcome);

        /** Ends the connection, boots and connects again. */
        void reboot();
    }

    record Persist(DeviceState state) implements DeviceEffect {
        @Override
        public void runOn(Handler handler) {
            handler.persist(state);
        }
    }

    record Shape(Rates rates, boolean forwarding) implements DeviceEffect {
        @Override
        public void runOn(Handler handler) {
            handler.shape(rates, forwarding);
        }
    }

    record Send(UplinkMessage message) implements DeviceEffect {
        @Override
        public void runOn(Handler handler) {
            handler.send(message);
        }
    }

    record OpenSession(Welcome welcome) implements DeviceEffect {
        @Override
        public void runOn(Handler handler) {
            handler.openSession(welcome);
        }
    }

    record Reboot() implements DeviceEffect {
        @Override
        public void runOn(Handler handler) {
            handler.reboot();
        }
    }
}
