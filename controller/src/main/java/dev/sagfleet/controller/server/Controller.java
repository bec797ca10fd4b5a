package dev.sagfleet.controller.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.action.Actions;
import dev.sagfleet.controller.action.Answers;
import dev.sagfleet.controller.action.Call;
import dev.sagfleet.controller.action.Commands;
import dev.sagfleet.controller.action.OrderCommand;
import dev.sagfleet.controller.action.Region;
import dev.sagfleet.controller.control.ControlApi;
import dev.sagfleet.controller.control.ControlRoutes;
import dev.sagfleet.controller.control.DeviceRoute;
import dev.sagfleet.controller.control.Route;
import dev.sagfleet.controller.inventory.BandwidthOrders;
import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.rpc.AccessKey;
import dev.sagfleet.controller.rpc.Gateway;
import dev.sagfleet.controller.rpc.Nonces;
import dev.sagfleet.controller.rpc.Parameters;
import dev.sagfleet.controller.store.SqliteStore;
import dev.sagfleet.controller.telemetry.TrafficReports;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A controller put together: store, sessions, API port and device port. */
public final class Controller implements AutoCloseable {
    private final SqliteStore store;
    private final Credentials credentials;
    private final Sessions sessions;
    private final SessionRecords records;
    private final EventLoopGroup loops;
    private final Listener api;
    private final Listener devices;
    private final AtomicLong registered = new AtomicLong();

    private Controller(
            ControllerConfig config, SqliteStore store, Credentials credentials, Sessions sessions, List<Route> more)
            throws IOException {
        InstantSource clock = InstantSource.system();
        this.store = store;
        this.credentials = credentials;
        this.sessions = sessions;
        long run = store.startRun();
        var answers = new Answers();
        var reports = new TrafficReports();
        var commands = new Commands(store, answers, config.answerWait());
        records = new SessionRecords(store, answers, reports, clock, run);
        List<Route> routes = new ArrayList<>(new ControlRoutes(store, reports, sessions::isOnline).all());
        routes.add(payment(commands));
        var registration = new DeviceRoute(store, Region.ids(), new DeviceIdentities()::draw, this::devicePort);
        routes.add(counted(registration.registration()));
        routes.addAll(more);

        var openApi = new OpenApi(
                new Gateway(credentials, new Nonces(Nonces.NONCES_MAX, Nonces.WINDOW)),
                new Actions(store, commands),
                clock);
        var control = new ControlEndpoint(new ControlApi(routes), credentials.controlToken(), clock);
        var authentication = new DeviceAuthentication(store, clock);
        var sweeps = new SessionSweeps();
        loops = Transport.group("sag-controller", 1);
        try {
            // Before the API port, whose registrations tell this one.
            devices = Listener.devices(
                    config, loops, () -> new DeviceUpgrade(authentication, config.timing(), records, sessions, sweeps));
            api = Listener.api(config, loops, () -> new ApiHandler(openApi, control, this::health));
        } catch (IOException e) {
            stopLoops();
            throw e;
        }
        countDevices();
        var unused = loops.schedule(records::settle, config.grace().toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Starts a controller.
     *
     * @param root the root access key; else the one kept with the data, or a new one
     * @param more routes of the control API beside the controller's own
     * @throws IOException if a port is in use, or the data directory cannot be used
     */
    public static Controller start(ControllerConfig config, Optional<AccessKey> root, List<Route> more)
            throws IOException {
        Path directory = config.dataDirectory();
        DataDirectory.create(directory);
        var sessions = new Sessions();
        SqliteStore store = SqliteStore.open(directory.resolve("controller.db"), sessions);
        try {
            return new Controller(config, store, Credentials.open(directory, root), sessions, more);
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** Paying an order needs the commands, which the control API by itself does not know. */
    private static Route payment(Commands commands) {
        return new Route("POST", "/_sag/orders/*/pay", request -> {
            Call call = new Call(
                    "", Parameters.of(Map.of()), request.requestId(), Instant.ofEpochMilli(request.nowMillis()));
            String orderId = request.variables().get(0);
            return OrderCommand.run(
                            commands,
                            call,
                            transaction -> BandwidthOrders.pay(transaction, orderId, request.requestId()))
                    .thenApply(response -> response.fields());
        });
    }

    /** A route that may register devices, so that they are counted before it answers. */
    private Route counted(Route route) {
        return new Route(route.method(), route.path(), request -> route.handler()
                .handle(request)
                .thenCompose(answer -> count().thenApply(counted -> answer)));
    }

    /** Counts the registered devices anew; to be called after some were registered. */
    public void countDevices() {
        count().toCompletableFuture().join();
    }

    /** Of two counts at once the later one is the greater one, since no device is ever removed. */
    private CompletionStage<Long> count() {
        return store.read(Reading::deviceCount).thenApply(found -> registered.accumulateAndGet(found, Math::max));
    }

    private ObjectNode health() {
        ObjectNode health = JsonNodeFactory.instance.objectNode().put("status", "ok");
        health.putObject("devices").put("registered", registered.get()).put("online", onlineCount());
        return health;
    }

    /** How many devices are in session now. */
    public int onlineCount() {
        return sessions.onlineCount();
    }

    public int apiPort() {
        return api.port();
    }

    public int devicePort() {
        return devices.port();
    }

    public Credentials credentials() {
        return credentials;
    }

    public Store store() {
        return store;
    }

    /** Ends all connections and keeps what is to be kept. */
    @Override
    public void close() {
        records.stop();
        sessions.stop();
        api.close();
        devices.close();
        stopLoops();
        store.close();
    }

    private void stopLoops() {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
