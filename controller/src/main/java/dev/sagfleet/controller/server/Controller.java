package dev.sagfleet.controller.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.transport.NettyLoop;
import dev.sagfleet.agent.transport.Transports;
import dev.sagfleet.controller.action.Commands;
import dev.sagfleet.controller.control.ControlApi;
import dev.sagfleet.controller.control.EventRoute;
import dev.sagfleet.controller.control.FirmwareCensus;
import dev.sagfleet.controller.control.HostedFleet;
import dev.sagfleet.controller.control.Metrics;
import dev.sagfleet.controller.control.Readiness;
import dev.sagfleet.controller.control.Route;
import dev.sagfleet.controller.core.ControllerCore;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.firmware.Catalogue;
import dev.sagfleet.controller.firmware.Downloads;
import dev.sagfleet.controller.firmware.FirmwareKey;
import dev.sagfleet.controller.firmware.Links;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.rpc.AccessKey;
import dev.sagfleet.controller.rpc.Gateway;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A controller put together: store, sessions, API port and device port. */
public final class Controller implements AutoCloseable {
    /** Name of its database in the data directory. */
    public static final String DATABASE = "controller.db";

    private final Foundation foundation;
    private final Store store;
    private final Credentials credentials;
    private final ControllerCore core;
    private final DeviceAuthentication authentication;
    private final Supplier<ChannelHandler> downloads;
    private final DevicePort devices;
    private final EventStreams streams;
    private final EventLoopGroup loops;
    private final ExecutorService checks =
            Executors.newSingleThreadExecutor(new DefaultThreadFactory("sag-rollout-checks", true));
    private final ApiPort api;
    private @Nullable DevicePort memory;
    private final String runId = UUID.randomUUID().toString();
    private final Path dataDirectory;

    private Controller(
            ControllerConfig config, Foundation foundation, EventLoopGroup loops, HostedFleet fleet, List<Route> more)
            throws IOException {
        InstantSource clock = InstantSource.system();
        this.foundation = foundation;
        core = foundation.core();
        store = core.store();
        credentials = foundation.credentials();
        OpenFirmware firmware = foundation.firmware();
        this.loops = loops;
        dataDirectory = config.dataDirectory();
        var nonces = PortNonces.open(config.dataDirectory(), clock.instant());
        streams = new EventStreams(new EventRoute(store, core.events()));
        List<Route> routes = new ArrayList<>(
                new OwnRoutes(core, foundation.access(), firmware.catalogue(), checks).all(fleet, this::devicePort));
        routes.addAll(more);

        var registered = core.registered();
        var metrics = new Metrics(
                registered::count,
                this::onlineCount,
                core.reports(),
                core.events(),
                core.actions().names());
        var openApi = new OpenApi(
                new Gateway(new KnownKeys(credentials, foundation.access()), nonces.api()),
                core.actions(),
                core.events(),
                metrics,
                clock);
        var control = new ControlEndpoint(
                new ControlApi(routes), streams, metrics, new FirmwareCensus(store), credentials.controlToken(), clock);
        var readiness = new Readiness(registered::count, this::onlineCount, core.sessions()::isOnline, fleet);
        authentication = new DeviceAuthentication(this::keyOf, nonces.devices(), clock);
        // Before the API port, whose registrations tell this one.
        downloads = firmware.downloads(authentication, clock);
        devices = DevicePort.open(
                new InetSocketAddress(config.address(), config.devicePort()),
                authentication,
                core.environment(),
                downloads);
        try {
            var answering = new ApiRoutes(openApi, control, this::health, readiness::now);
            api = ApiPort.open(apiAddress(config), config.apiLimits(), loops, answering);
        } catch (IOException e) {
            devices.close();
            throw e;
        }
        writeEndpoint(config.address());
        nonces.show(metrics);
        firmware.show(metrics);
        api.connections().show(metrics);
        var unusedForgetting = loops.scheduleWithFixedDelay(
                () -> firmware.catalogue().removeForgotten(clock.millis()), 1, 1, TimeUnit.HOURS);
        var unusedReport = loops.scheduleWithFixedDelay(nonces::report, 1, 1, TimeUnit.MINUTES);
        core.begin();
        core.callTheRoll();
    }

    private static InetSocketAddress apiAddress(ControllerConfig config) {
        return new InetSocketAddress(config.address(), config.apiPort());
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
        DataDirectory.create(config.dataDirectory());
        EventLoopGroup loops = Transports.loops(apiAddress(config), "sag-api", 1);
        try {
            Foundation foundation = Foundation.open(config, given, new NettyLoop(loops.next()));
            try {
                return new Controller(config, foundation, loops, fleet, more);
            } catch (IOException | RuntimeException e) {
                foundation.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            Transports.end(loops, apiAddress(config));
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
            throw e;
        }
    }

    private CompletionStage<Optional<DeviceKey>> keyOf(SerialNumber serial) {
        return store.read(reading -> reading.devices().key(serial));
    }

    /** Counts the registered devices anew; to be called after some were registered. */
    public void countDevices() {
        core.registered().recount().toCompletableFuture().join();
    }

    private ObjectNode health() {
        ObjectNode health =
                JsonNodeFactory.instance.objectNode().put("status", "ok").put("run", runId);
        health.putObject("devices").put("registered", core.registered().count()).put("online", onlineCount());
        return health;
    }

    /** How many devices are in session now. */
    public int onlineCount() {
        return core.sessions().onlineCount();
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
        DevicePort opened = DevicePort.openInMemory(authentication, core.environment(), downloads);
        memory = opened;
        return opened.address();
    }

    public Credentials credentials() {
        return credentials;
    }

    /** Its firmware images. */
    public Catalogue catalogue() {
        return foundation.firmware().catalogue();
    }

    /** What devices are to know that leave the factory, to check images with. */
    public List<FirmwareKey> firmwareKeys() {
        return foundation.firmware().catalogue().keys();
    }

    /** Decides what is served of images, for whoever serves them to devices in its process without sockets. */
    public Downloads downloads() {
        return foundation.firmware().downloads();
    }

    /** What devices are told to fetch images by. */
    public Links downloadLinks() {
        return foundation.firmware().links();
    }

    /** Makes changes that devices must follow, as the calls of the API do. */
    public Commands commands() {
        return core.commands();
    }

    /** What happens here; whoever changes something beside the APIs says so. */
    public Events events() {
        return core.events();
    }

    public Store store() {
        return store;
    }

    /** Ends all connections and keeps what is to be kept. */
    @Override
    public void close() {
        core.stop();
        streams.stop();
        api.close();
        devices.close();
        if (memory != null) {
            memory.close();
        }
        checks.shutdownNow();
        Transports.end(loops, api.address());
        foundation.firmware().close();
        // While a database is still locked, so that it is not that of the controller after this one.
        EndpointFile.delete(dataDirectory);
        foundation.opened().close();
    }
}
