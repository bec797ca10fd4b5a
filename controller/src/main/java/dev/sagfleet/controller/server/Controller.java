package dev.sagfleet.controller.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.transport.Transports;
import dev.sagfleet.controller.action.Commands;
import dev.sagfleet.controller.action.PendingAnswers;
import dev.sagfleet.controller.connection.SessionEnvironment;
import dev.sagfleet.controller.connection.SessionRecorder;
import dev.sagfleet.controller.connection.SessionRegistry;
import dev.sagfleet.controller.control.ControlApi;
import dev.sagfleet.controller.control.EventRoute;
import dev.sagfleet.controller.control.FirmwareCensus;
import dev.sagfleet.controller.control.HostedFleet;
import dev.sagfleet.controller.control.Metrics;
import dev.sagfleet.controller.control.Readiness;
import dev.sagfleet.controller.control.Route;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.DesiredStateListener;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.rpc.AccessKey;
import dev.sagfleet.controller.rpc.Gateway;
import dev.sagfleet.controller.telemetry.TrafficReports;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A controller put together: store, sessions, API port and device port. */
public final class Controller implements AutoCloseable {
    /** Name of its database in the data directory. */
    public static final String DATABASE = "controller.db";

    private final OpenStore opened;
    private final Store store;
    private final Credentials credentials;
    private final SessionRegistry sessions;
    private final Commands commands;
    private final SessionRecorder records;
    private final SessionEnvironment environment;
    private final DeviceAuthentication authentication;
    private final DevicePort devices;
    private final EventStreams streams;
    private final EventLoopGroup loops;
    private final ApiPort api;
    private @Nullable DevicePort memory;
    private final RegisteredDevices registered;
    private final Events events;
    private final String runId = UUID.randomUUID().toString();
    private final Path dataDirectory;

    private Controller(
            ControllerConfig config,
            OpenStore opened,
            Credentials credentials,
            SessionRegistry sessions,
            PendingAnswers answers,
            HostedFleet fleet,
            List<Route> more)
            throws IOException {
        InstantSource clock = InstantSource.system();
        this.opened = opened;
        store = opened.store();
        this.credentials = credentials;
        this.sessions = sessions;
        dataDirectory = config.dataDirectory();
        var address = new InetSocketAddress(config.address(), config.apiPort());
        loops = Transports.loops(address, "sag-api", 1);
        long incarnation = store.startIncarnation().toCompletableFuture().join();
        var nonces = PortNonces.open(config.dataDirectory(), clock.instant());
        var reports = new TrafficReports(clock);
        events = new Events(clock);
        registered = new RegisteredDevices(store);
        streams = new EventStreams(new EventRoute(store, events));
        commands = new Commands(store, answers, config.answerWait());
        records = new SessionRecorder(
                store, answers, reports, events, clock, this::schedule, config.grace(), incarnation);
        var ownRoutes = new OwnRoutes(store, commands, sessions, records, reports, events, registered);
        List<Route> routes = new ArrayList<>(ownRoutes.all(fleet, this::devicePort));
        routes.addAll(more);

        var actions = ApiActions.of(store, commands);
        var metrics = new Metrics(registered::count, this::onlineCount, reports, events, actions.names());
        var openApi = new OpenApi(new Gateway(credentials, nonces.api()), actions, events, metrics, clock);
        var control = new ControlEndpoint(
                new ControlApi(routes), streams, metrics, new FirmwareCensus(store), credentials.controlToken(), clock);
        var readiness = new Readiness(registered::count, this::onlineCount, sessions::isOnline, fleet);
        environment = new SessionEnvironment(config.timing(), registered::count, sessions, records);
        authentication = new DeviceAuthentication(this::keyOf, nonces.devices(), clock);
        // Before the API port, whose registrations tell this one.
        try {
            devices = DevicePort.open(
                    new InetSocketAddress(config.address(), config.devicePort()), authentication, environment);
        } catch (IOException e) {
            Transports.end(loops, address);
            throw e;
        }
        try {
            var answering = new ApiRoutes(openApi, control, this::health, readiness::now);
            api = ApiPort.open(address, config.apiLimits(), loops, answering);
        } catch (IOException e) {
            devices.close();
            Transports.end(loops, address);
            throw e;
        }
        writeEndpoint(config.address());
        nonces.show(metrics);
        api.connections().show(metrics);
        var unusedReport = loops.scheduleWithFixedDelay(nonces::report, 1, 1, TimeUnit.MINUTES);
        countDevices();
        records.beginGracePeriod();
    }

    /** Once the event loops have ended there is nothing to be done later. */
    private void schedule(Duration delay, Runnable task) {
        if (!loops.isShuttingDown()) {
            var unused = loops.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /**
     * Starts a controller whose devices are elsewhere.
     *
     * @param root the root access key; else the one kept with the data, or a new one
     * @param more routes of the control API beside the controller's own
     * @throws IOException if a port is in use, or the data directory cannot be used
     */
    public static Controller start(ControllerConfig config, Optional<AccessKey> root, List<Route> more)
            throws IOException {
        return start(config, new GivenCredentials(root, Optional.empty()), more);
    }

    /** Starts a controller likewise, with the credentials that are given instead of those kept or made up. */
    public static Controller start(ControllerConfig config, GivenCredentials given, List<Route> more)
            throws IOException {
        return start(config, given, HostedFleet.NONE, more);
    }

    /** Starts one likewise that a fleet belongs to, which is registered and started after it. */
    public static Controller start(ControllerConfig config, GivenCredentials given, HostedFleet fleet)
            throws IOException {
        return start(config, given, fleet, List.of());
    }

    private static Controller start(
            ControllerConfig config, GivenCredentials given, HostedFleet fleet, List<Route> more) throws IOException {
        Path directory = config.dataDirectory();
        DataDirectory.create(directory);
        var sessions = new SessionRegistry();
        var answers = new PendingAnswers();
        DesiredStateListener listener = (serial, command) -> {
            sessions.desiredChanged(serial, command);
            answers.desiredChanged(serial, command);
        };
        OpenStore opened = config.store().open(directory, listener);
        try {
            return new Controller(config, opened, Credentials.open(directory, given), sessions, answers, fleet, more);
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void writeEndpoint(String address) throws IOException {
        try {
            String endpoint = "http://" + address + ':' + port(api.address());
            new EndpointFile(RunningProcess.current(), endpoint, port(devices.address()), runId).write(dataDirectory);
        } catch (IOException e) {
            api.close();
            devices.close();
            Transports.end(loops, api.address());
            throw e;
        }
    }

    private CompletionStage<Optional<DeviceKey>> keyOf(SerialNumber serial) {
        return store.read(reading -> reading.devices().key(serial));
    }

    /** Counts the registered devices anew; to be called after some were registered. */
    public void countDevices() {
        registered.recount().toCompletableFuture().join();
    }

    private ObjectNode health() {
        ObjectNode health =
                JsonNodeFactory.instance.objectNode().put("status", "ok").put("run", runId);
        health.putObject("devices").put("registered", registered.count()).put("online", onlineCount());
        return health;
    }

    /** How many devices are in session now. */
    public int onlineCount() {
        return sessions.onlineCount();
    }

    /** How many connections to the API port there are now. */
    int apiConnections() {
        return api.connections().count();
    }

    public int apiPort() {
        return port(api.address());
    }

    public int devicePort() {
        return port(devices.address());
    }

    private static int port(SocketAddress address) {
        return ((InetSocketAddress) address).getPort();
    }

    /**
     * Lets devices of this process connect without sockets, beside those that come to the device port.
     *
     * @return the address for them
     */
    public SocketAddress openMemoryPort() throws IOException {
        DevicePort opened = DevicePort.openInMemory(authentication, environment);
        memory = opened;
        return opened.address();
    }

    public Credentials credentials() {
        return credentials;
    }

    /** Makes changes that devices must follow, as the calls of the API do. */
    public Commands commands() {
        return commands;
    }

    /** What happens here; whoever changes something beside the APIs says so. */
    public Events events() {
        return events;
    }

    public Store store() {
        return store;
    }

    /** Ends all connections and keeps what is to be kept. */
    @Override
    public void close() {
        records.stop();
        sessions.stop();
        streams.stop();
        api.close();
        devices.close();
        if (memory != null) {
            memory.close();
        }
        Transports.end(loops, api.address());
        // While a database is still locked, so that it is not that of the controller after this one.
        EndpointFile.delete(dataDirectory);
        opened.close();
    }
}
