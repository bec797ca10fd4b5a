package dev.sagfleet.simulator.virtual;

import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UplinkMessage;
import dev.sagfleet.agent.protocol.Welcome;
import dev.sagfleet.agent.timing.Timers;
import dev.sagfleet.controller.connection.SessionHost;
import dev.sagfleet.controller.connection.Wire;
import dev.sagfleet.controller.core.ControllerCore;
import dev.sagfleet.controller.session.SessionEvent;
import dev.sagfleet.simulator.counted.ImageAnswer;
import dev.sagfleet.simulator.counted.ImagePort;
import dev.sagfleet.simulator.counted.ImageService;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The device port of one controller process on virtual time. */
public final class VirtualPort implements Entrance {
    /** How long a device is to stay away that could be let in at another time, as the real port says. */
    static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final VirtualNetwork network;
    private final VirtualLoop process;
    private final ControllerCore core;
    private final ImageService images;
    private final Map<VirtualConnection, SessionHost> sessions = new LinkedHashMap<>();

    /** A port that nobody comes to until the network {@linkplain VirtualNetwork#listen listens} there. */
    public VirtualPort(VirtualNetwork network, VirtualLoop process, ControllerCore core, ImageService images) {
        this.network = network;
        this.process = process;
        this.core = core;
        this.images = images;
    }

    /** Whether a device has the key that it was registered with. */
    @Override
    public CompletionStage<Answer> judge(SerialNumber serial, DeviceKey key) {
        return core.store()
                .read(reading -> {
                    if (reading.devices().key(serial).filter(key::equals).isEmpty()) {
                        return Answer.KEY_REFUSED;
                    }
                    return core.sessions().mayOpen(serial, process.nanoTime())
                            ? Answer.LET_IN
                            : Answer.notNow("429 Too Many Requests", RETRY_AFTER);
                })
                .exceptionally(failure -> Answer.notNow("503 Service Unavailable", RETRY_AFTER));
    }

    @Override
    public CompletionStage<ImageAnswer> serve(ImagePort.Asked asked, Runnable superseded) {
        return images.answer(asked, process::nanoTime, superseded);
    }

    @Override
    public Visit open(VirtualConnection connection) {
        var session = new SessionHost(connection.serial(), new VirtualWire(connection), core.environment());
        sessions.put(connection, session);
        session.begin();
        return new Visit() {
            @Override
            public void received(Envelope<UplinkMessage> envelope) {
                session.step(new SessionEvent.Received(envelope));
            }

            @Override
            public void pinged() {
                // The connection answers.
            }

            @Override
            public void ended() {
                sessions.remove(connection);
                session.end();
            }
        };
    }

    /** Ends with its process, which does nothing more. */
    public void crash() {
        network.forgetAll(this);
        sessions.values().forEach(network.time().timers()::cancel);
        sessions.clear();
    }

    /** One connection as the controller sees it. */
    private final class VirtualWire implements Wire {
        private final VirtualConnection connection;

        VirtualWire(VirtualConnection connection) {
            this.connection = connection;
        }

        @Override
        public long nowNanos() {
            return process.nanoTime();
        }

        @Override
        public Timers timers() {
            return network.time().timers();
        }

        @Override
        public boolean noticesSilence() {
            return true;
        }

        @Override
        public void execute(Runnable task) {
            process.execute(task);
        }

        @Override
        public boolean isOpen() {
            return connection.isOpenAtController();
        }

        @Override
        public void send(long epoch, Welcome welcome) {
            connection.setKeepAlive(welcome.keepAlive());
            connection.sendDown(new Envelope<>(epoch, welcome));
        }

        @Override
        public void send(long epoch, EncodedCommand command) {
            connection.sendDown(new Envelope<>(epoch, command.command()));
        }

        @Override
        public void sendNotice(long epoch, DownlinkMessage notice) {
            connection.sendDown(new Envelope<>(epoch, notice));
        }

        @Override
        public void ping() {
            throw new IllegalStateException("a wire that notices silence needs no ping");
        }

        @Override
        public void close(CloseCode code, String reason) {
            connection.closeByController(code, reason);
        }
    }
}
