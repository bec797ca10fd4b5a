package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.link.DeviceLink;
import dev.sagfleet.agent.link.DeviceLinks;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UplinkMessage;
import dev.sagfleet.agent.timing.Loop;
import java.time.Duration;

/** Links to a controller that a test plays. All that goes over them takes its turn on the loop, and no time. */
final class ScriptedLinks implements DeviceLinks {
    private final Loop loop;
    private final Controller controller;
    private final boolean noticeSilence;

    /** What the controller does about a device. */
    interface Controller {
        /** A device asks to be let in. */
        default void asked(Line line) {
            line.letIn();
        }

        default void received(Line line, Envelope<UplinkMessage> envelope) {}

        default void pinged(Line line) {}
    }

    ScriptedLinks(Loop loop, Controller controller, boolean noticeSilence) {
        this.loop = loop;
        this.controller = controller;
        this.noticeSilence = noticeSilence;
    }

    @Override
    public DeviceLink of(DeviceLink.Owner owner) {
        return new Line(owner);
    }

    @Override
    public boolean noticeSilence() {
        return noticeSilence;
    }

    /** The line of one device, of which the controller has the other end. */
    final class Line implements DeviceLink {
        private final Owner owner;
        /** Counts connections, so that what is under way ends with its own. */
        private int connection;

        private boolean isUp;

        private Line(Owner owner) {
            this.owner = owner;
        }

        @Override
        public void connect(SerialNumber serial, DeviceKey key) {
            connection++;
            isUp = true;
            cross(() -> controller.asked(this));
        }

        @Override
        public void send(Envelope<UplinkMessage> envelope) {
            cross(() -> controller.received(this, envelope));
        }

        @Override
        public void ping() {
            cross(() -> controller.pinged(this));
        }

        @Override
        public void close() {
            end("closed by the device", Duration.ZERO);
        }

        void letIn() {
            cross(owner::opened);
        }

        void send(long epoch, DownlinkMessage message) {
            cross(() -> {
                owner.heard();
                owner.received(new Envelope<>(epoch, message));
            });
        }

        void pong() {
            cross(owner::heard);
        }

        void end(String reason, Duration retryAfter) {
            cross(() -> {
                isUp = false;
                owner.closed(reason, retryAfter);
            });
        }

        private void cross(Runnable arrival) {
            int under = connection;
            loop.execute(() -> {
                if (isUp && under == connection) {
                    arrival.run();
                }
            });
        }
    }
}
