package dev.sagfleet.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.controller.action.Commands;
import dev.sagfleet.controller.firmware.ImageDescription;
import dev.sagfleet.controller.firmware.SigningKeys;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.Upgrades;
import dev.sagfleet.controller.memory.CommitConditions;
import dev.sagfleet.controller.rpc.ApiException;
import dev.sagfleet.controller.rpc.Parameters;
import dev.sagfleet.controller.rpc.ResponseFormat;
import dev.sagfleet.controller.rpc.RpcRequest;
import dev.sagfleet.controller.session.SessionTiming;
import dev.sagfleet.simulator.delay.TypicalDelays;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.Fleet;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.time.Seed;
import dev.sagfleet.simulator.virtual.LineConditions;
import dev.sagfleet.simulator.virtual.VirtualController;
import dev.sagfleet.simulator.virtual.VirtualFlash;
import dev.sagfleet.simulator.virtual.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** On virtual time, with lines, devices and commits that take their time. */
final class VirtualStage implements Stage {
    private static final Duration STEP = Duration.ofMillis(500);
    private static final Duration STOP = Duration.ofSeconds(1);
    private static final int STEPS_MAX = 1_000;

    private final VirtualWorld world;
    private final AtomicReference<@Nullable SavedStates> saved = new AtomicReference<>();
    private long requests;

    VirtualStage(FleetDefinition fleet, Duration answerWait) {
        Seed lines = new Seed(fleet.seed()).at("lines");
        world = VirtualWorld.start(
                new VirtualTime(),
                new VirtualWorld.Setup(
                        fleet.blueprint(),
                        fleet.seed(),
                        Backoff.DEFAULT,
                        TypicalDelays.TABLE,
                        LineConditions.of(1_000_000, 50_000_000, (serial, sent) -> lines.at(serial.text())
                                .fraction("delay", sent)),
                        (serial, write) -> new VirtualFlash.Outcome(3_000_000, true),
                        new VirtualController.Setup(
                                SessionTiming.DEFAULT,
                                answerWait,
                                Duration.ofMinutes(1),
                                CommitConditions.steady(Duration.ofMillis(2))),
                        VirtualWorld.Clock.RIGHT,
                        StoryUpgrades.IMAGES),
                flash -> {
                    var watching = new SavedStates(flash);
                    saved.set(watching);
                    return watching;
                });
    }

    @Override
    public Blueprint blueprint() {
        return world.blueprint();
    }

    @Override
    public Store store() {
        return world.core().store();
    }

    @Override
    public Commands commands() {
        return world.core().commands();
    }

    @Override
    public Fleet fleet() {
        return world.fleet();
    }

    @Override
    public SavedStates saved() {
        return Objects.requireNonNull(saved.get());
    }

    @Override
    public String call(String action, Map<String, String> parameters) {
        var request = new RpcRequest(action, "root", Parameters.of(new TreeMap<>(parameters)), ResponseFormat.JSON);
        return finish(world.core()
                .actions()
                .run(request, "request-" + requests++, world.clock().instant())
                .handle((response, failure) -> failure == null ? "" : codeOf(Store.causeOf(failure))));
    }

    @Override
    public void build(FirmwareVersion version, long bytes, List<DeviceModel> models) {
        var description = new ImageDescription(models, version, Optional.empty(), 0, SigningKeys.PRIMARY, List.of());
        finish(world.catalogue().build(description, bytes, 0, nowMillis()));
    }

    @Override
    public Upgrades upgrades() {
        return world.core().upgrades();
    }

    @Override
    public long nowMillis() {
        return world.clock().millis();
    }

    private static String codeOf(Throwable cause) {
        return cause instanceof ApiException refused ? refused.code() : cause.toString();
    }

    @Override
    public void restartController() {
        world.core().stop();
        world.time().advance(STOP);
        world.crashController();
        world.startController();
    }

    @Override
    public void await(Supplier<List<String>> missing) {
        for (int i = 0; i < STEPS_MAX && !missing.get().isEmpty(); i++) {
            world.time().advance(STEP);
        }
        assertThat(missing.get()).isEmpty();
    }

    @Override
    public <T> T finish(CompletionStage<T> stage) {
        return world.finish(stage);
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
