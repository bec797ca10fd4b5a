package dev.sagfleet.simulator.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.DeviceAspect;
import dev.sagfleet.controller.server.Credentials;
import dev.sagfleet.controller.store.SqliteStore;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.DeviceBlueprint;
import dev.sagfleet.simulator.fleet.FleetFlash;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import dev.sagfleet.simulator.world.Await;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A controller with its fleet is killed in the middle of changes, and goes on where it was. */
class KilledWorldTest {
    private static final int KILLS = 3;
    private static final int CALLERS = 4;
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final Blueprint blueprint = WorldProcess.FLEET.blueprint();
    private final List<InstanceBlueprint> instances = blueprint.instances().stream()
            .filter(instance -> instance.model() != DeviceModel.APP)
            .filter(instance -> instance.devices().stream()
                    .allMatch(device -> device.version().acceleratesApplications()))
            .toList();

    /** What each instance was last acknowledged to be. */
    private final Map<String, State> acknowledged = new ConcurrentHashMap<>();

    /** What each instance was asked to become by a call that has no answer. */
    private final Map<String, State> asked = new ConcurrentHashMap<>();

    private final List<String> errors = new ArrayList<>();

    /** @param acceleration in Mbit/s; 0 without an association */
    private record State(long megabits, long acceleration) {}

    @Test
    void noAcknowledgedChangeIsLostAndEveryDeviceIsBroughtToIt(@TempDir Path directory) throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Map<SerialNumber, DeviceState> before = Map.of();
        for (int kill = 0; kill < KILLS; kill++) {
            WorldProcess world = WorldProcess.start(directory);
            try {
                Caller caller = caller(world, directory);
                assertAllIsAsAcknowledged(caller, seed);
                callUntilKilled(world, caller, random);
            } finally {
                world.kill();
            }
            assertThat(errors).as("seed %d", seed).isEmpty();
            before = assertDevicesRemember(directory, before);
        }
        WorldProcess world = WorldProcess.start(directory);
        try {
            assertAllIsAsAcknowledged(caller(world, directory), seed);
        } finally {
            world.kill();
        }
    }

    private static Caller caller(WorldProcess world, Path directory) throws IOException {
        return new Caller(world.apiPort(), Credentials.read(directory.resolve(Credentials.FILE)));
    }

    private void assertAllIsAsAcknowledged(Caller caller, long seed) throws Exception {
        for (InstanceBlueprint instance : instances) {
            State found = state(caller.show("/_sag/instances/" + instance.id()));
            State last = acknowledged.getOrDefault(instance.id(), found);
            assertThat(found)
                    .as("seed %d, %s", seed, instance.id())
                    .isIn(last, asked.getOrDefault(instance.id(), last));
            acknowledged.put(instance.id(), found);
        }
        asked.clear();
        Await.until("all devices are online", DEADLINE, () -> caller.devicesOnline() == blueprint.deviceCount());
        for (SerialNumber serial : serials()) {
            Await.until(serial + " does as it should", DEADLINE, () -> caller.isFollowing(serial.text()));
        }
    }

    private static State state(JsonNode instance) {
        return new State(
                instance.path("bandwidthMbps").asLong(),
                instance.path("acceleration").path("bandwidthMbps").asLong());
    }

    private void callUntilKilled(WorldProcess world, Caller caller, RandomGenerator random) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                int first = i;
                long seed = random.nextLong();
                running.add(threads.submit(() -> change(caller, first, seed)));
            }
            LockSupport.parkNanos(Duration.ofMillis(300 + random.nextInt(1200)).toNanos());
            world.kill();
            for (Future<?> caller1 : running) {
                caller1.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Changes every so manieth instance by turns, until there is no answer any more. */
    private void change(Caller caller, int first, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        int turn = first;
        while (true) {
            InstanceBlueprint instance = instances.get(turn % instances.size());
            turn += CALLERS;
            if (turn % instances.size() % CALLERS != first) {
                turn = first;
            }
            State now = acknowledged.getOrDefault(instance.id(), new State(0, 0));
            State next = next(instance, now, random);
            asked.put(instance.id(), next);
            try {
                HttpResponse<String> answer = send(caller, instance, now, next);
                if (answer.statusCode() != 200) {
                    fail(instance.id() + ' ' + now + " to " + next + ": " + answer.body());
                    return;
                }
            } catch (IOException | InterruptedException killed) {
                return;
            }
            acknowledged.put(instance.id(), next);
            asked.remove(instance.id());
        }
    }

    private synchronized void fail(String error) {
        errors.add(error);
    }

    private static State next(InstanceBlueprint instance, State now, RandomGenerator random) {
        if (random.nextBoolean()) {
            return new State(now.megabits(), now.acceleration() == 0 ? 2 + random.nextInt(40) : 0);
        }
        long min = instance.model().megabitsMin();
        long megabits = min + random.nextInt(30);
        return new State(megabits == now.megabits() ? min + 30 : megabits, now.acceleration());
    }

    private HttpResponse<String> send(Caller caller, InstanceBlueprint instance, State now, State next)
            throws IOException, InterruptedException {
        Map<String, String> parameters = new HashMap<>(Map.of("RegionId", blueprint.regionId()));
        String plan = blueprint.plans().get(1).id();
        if (next.megabits() != now.megabits()) {
            parameters.putAll(Map.of(
                    "SmartAGId", instance.id(), "BandWidthSpec", Long.toString(next.megabits()), "AutoPay", "true"));
            String action = next.megabits() > now.megabits() ? "Upgrade" : "Downgrade";
            return caller.call(action + "SmartAccessGateway", parameters);
        }
        parameters.put("ApplicationBandwidthPackageId", plan);
        if (next.acceleration() == 0) {
            parameters.put("SmartAGId", instance.id());
            return caller.call("DissociateSmartAGFromApplicationBandwidthPackage", parameters);
        }
        parameters.put("AssociateConfigs.1.SmartAGId", instance.id());
        parameters.put("AssociateConfigs.1.Bandwidth", Long.toString(next.acceleration()));
        return caller.call("AssociateSmartAGWithApplicationBandwidthPackage", parameters);
    }

    /** No device is behind what it told the controller, or behind what it held before. */
    private Map<SerialNumber, DeviceState> assertDevicesRemember(
            Path directory, Map<SerialNumber, DeviceState> before) {
        Map<SerialNumber, DeviceState> states;
        try (FleetFlash fleetFlash = FleetFlash.open(directory.resolve("fleet.db"))) {
            states = fleetFlash.states();
        }
        try (SqliteStore store = SqliteStore.open(directory.resolve("controller.db"), (serial, command) -> {})) {
            for (SerialNumber serial : serials()) {
                List<DeviceAspect> aspects = store.read(
                                reading -> reading.aspects().of(serial))
                        .toCompletableFuture()
                        .join();
                for (DeviceAspect aspect : aspects) {
                    assertThat(held(states, serial, aspect.aspect()).number())
                            .as("%s %s", serial, aspect.aspect())
                            .isGreaterThanOrEqualTo(aspect.reported().number())
                            .isGreaterThanOrEqualTo(
                                    held(before, serial, aspect.aspect()).number())
                            .isLessThanOrEqualTo(aspect.desired().revision().number());
                }
            }
        }
        return states;
    }

    private static Revision held(Map<SerialNumber, DeviceState> states, SerialNumber serial, Aspect aspect) {
        return states.containsKey(serial) ? states.get(serial).held(aspect).revision() : Revision.NONE;
    }

    private List<SerialNumber> serials() {
        return blueprint.instances().stream()
                .flatMap(instance -> instance.devices().stream())
                .map(DeviceBlueprint::serial)
                .toList();
    }
}
