package dev.sagfleet.simulator.world;

import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.controller.action.Commands;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.Upgrades;
import dev.sagfleet.controller.rpc.AccessKey;
import dev.sagfleet.controller.server.Controller;
import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.controller.session.SessionTiming;
import dev.sagfleet.simulator.delay.DelayTable;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.ControllerAddress;
import dev.sagfleet.simulator.fleet.Fleet;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.fleet.FleetFlash;
import dev.sagfleet.simulator.fleet.KeptStates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Over TCP and SQLite, called by an official client, with devices that take no time. */
final class LiveStage implements Stage {
    private static final AccessKey ROOT = new AccessKey("LTAI5tOneStory", "secret");
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(20), Duration.ofMillis(200));
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final Blueprint blueprint;
    private final FleetFlash flash;
    private final SavedStates saved;
    private final LiveFleet fleet;
    private ControllerConfig config;
    private Controller controller;
    private ApiClient client;

    LiveStage(FleetDefinition definition, Duration answerWait, Path directory) throws IOException {
        blueprint = definition.blueprint();
        config = ControllerConfig.in(directory)
                .withPorts(0, 0)
                .withTiming(answerWait, Duration.ofMinutes(1), SessionTiming.DEFAULT);
        controller = Controller.start(config, Optional.of(ROOT), List.of());
        config = config.withPorts(0, controller.devicePort());
        client = OfficialClient.TEA.connect(controller.apiPort(), ROOT);
        Provisioning.register(
                controller.store(), blueprint, InstantSource.system().millis(), RegistrationProgress.NONE);
        controller.countDevices();
        flash = FleetFlash.open(directory.resolve(FleetHome.DATABASE));
        saved = new SavedStates(flash);
        fleet = LiveFleet.start(
                blueprint,
                definition.seed(),
                ControllerAddress.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), controller.devicePort())),
                KeptStates.NONE,
                saved,
                Optional.of(new FirmwareSource(
                        SeededKeys.trusted(controller.firmwareKeys()), Optional.empty(), StoryUpgrades.IMAGES)),
                BACKOFF,
                DelayTable.NONE,
                blueprint.faults());
    }

    @Override
    public Blueprint blueprint() {
        return blueprint;
    }

    @Override
    public Store store() {
        return controller.store();
    }

    @Override
    public Commands commands() {
        return controller.commands();
    }

    @Override
    public Fleet fleet() {
        return fleet.fleet();
    }

    @Override
    public SavedStates saved() {
        return saved;
    }

    @Override
    public String call(String action, Map<String, String> parameters) {
        return client.call(action, parameters).code();
    }

    @Override
    public void build(FirmwareVersion version, long bytes, List<DeviceModel> models) {
        String labels = models.stream().map(model -> '"' + model.label() + '"').collect(Collectors.joining(","));
        new ControlClient(controller.apiPort(), controller.credentials().controlToken())
                .post(
                        "firmware/images",
                        "{\"models\":[" + labels + "],\"version\":\"" + version + "\",\"sizeBytes\":" + bytes + "}");
    }

    @Override
    public Upgrades upgrades() {
        return new Upgrades(controller.downloadLinks());
    }

    @Override
    public long nowMillis() {
        return InstantSource.system().millis();
    }

    @Override
    public void restartController() {
        controller.close();
        try {
            controller = Controller.start(config, Optional.of(ROOT), List.of());
        } catch (IOException e) {
            throw new AssertionError("no controller", e);
        }
        client = OfficialClient.TEA.connect(controller.apiPort(), ROOT);
    }

    @Override
    public void await(Supplier<List<String>> missing) {
        Await.until(DEADLINE, missing, List::isEmpty);
    }

    @Override
    public <T> T finish(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    @Override
    public void close() {
        controller.close();
        fleet.close();
        flash.close();
    }
}
