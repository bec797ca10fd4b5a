package dev.sagfleet.controller.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.Holdings;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.store.SqliteStore;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** An inventory on a real store, with the plans and the devices that tests use. */
public final class StoredInventory implements AutoCloseable {
    public static final String REGION = "cn-shanghai";
    public static final String CCN = "ccn-1";

    /** 20 Mbit/s. */
    public static final String PLAN = "abwp-1";

    /** 50 Mbit/s. */
    public static final String LARGE_PLAN = "abwp-2";

    public static final String LOCKED_PLAN = "abwp-locked";

    /** In another region. */
    public static final String FAR_PLAN = "abwp-far";

    public static final long NOW = 1_700_000_000_000L;
    public static final long RUN = 1;

    private static final DeviceKey KEY = new DeviceKey("0123456789abcdef".repeat(4));

    private final SqliteStore store;

    public StoredInventory(Path directory, DesiredStateListener listener) {
        store = SqliteStore.open(directory.resolve("controller.db"), listener);
        change(transaction -> Registration.registerNetworks(
                transaction,
                List.of(new Ccn(CCN, REGION, "office"), new Ccn("ccn-far", "cn-hangzhou", "far")),
                List.of(
                        plan(PLAN, REGION, 20, Optional.empty(), 1),
                        plan(LARGE_PLAN, REGION, 50, Optional.empty(), 2),
                        plan(LOCKED_PLAN, REGION, 50, Optional.of("financial"), 3),
                        plan(FAR_PLAN, "cn-hangzhou", 50, Optional.empty(), 4))));
    }

    public static Plan plan(String id, String regionId, int megabits, Optional<String> lock, long createdMillis) {
        return new Plan(id, regionId, "name of " + id, megabits, lock, createdMillis);
    }

    /** Bound to the CCN, of 50 Mbit/s or 5 users. */
    public static Instance instance(String id, DeviceModel model, HaType haType) {
        boolean isApp = model == DeviceModel.APP;
        return new Instance(
                id,
                REGION,
                "name of " + id,
                model,
                haType,
                isApp ? 0 : 50,
                isApp ? 5 : 0,
                Optional.of(CCN),
                false,
                Optional.empty(),
                NOW,
                NOW + 1);
    }

    public static Device device(Instance instance, String serial, HaRole role) {
        Optional<String> user = instance.isApp() ? Optional.of("user of " + serial) : Optional.empty();
        return new Device(
                new SerialNumber(serial),
                instance.id(),
                instance.model(),
                user,
                user.map(name -> Bandwidth.ofMegabits(2)),
                KEY,
                role,
                Presence.NEVER_SEEN);
    }

    /** Registers an instance; the second box of a pair is the standby. */
    public void register(Instance instance, String... serials) {
        List<Device> devices = Arrays.stream(serials)
                .map(serial -> device(
                        instance,
                        serial,
                        instance.haType().isPair() && !serial.equals(serials[0]) ? HaRole.STANDBY : HaRole.ACTIVE))
                .toList();
        change(transaction -> Registration.registerSites(transaction, List.of(new Site(instance, devices))));
    }

    /** Registers a SAG-1000 and connects its one box. */
    public void registerOnline(String instanceId, String serial, String firmware) {
        register(instance(instanceId, DeviceModel.SAG_1000, HaType.NO_BACKUP), serial);
        connect(serial, firmware);
    }

    public Connections.Admission connect(String serial, String firmware) {
        return connect(serial, firmware, "boot-1", Map.of());
    }

    public Connections.Admission connect(
            String serial, String firmware, String bootId, Map<Aspect, AspectStatus> held) {
        return write(transaction -> {
            Device device = transaction.devices().find(new SerialNumber(serial)).orElseThrow();
            Holdings holdings = Holdings.NONE;
            for (Map.Entry<Aspect, AspectStatus> one : held.entrySet()) {
                holdings = holdings.with(one.getKey(), one.getValue());
            }
            Hello hello = new Hello(
                    device.serial(),
                    device.user(),
                    device.model(),
                    FirmwareVersion.parse(firmware),
                    bootId,
                    holdings,
                    false);
            return Connections.admit(transaction, hello, new Incarnation(RUN, false), NOW);
        });
    }

    /** What a device is told to be when it is let in. */
    public static List<Command> commands(Connections.Admission admission) {
        return admission.desired().stream().map(EncodedCommand::command).toList();
    }

    public void disconnect(String serial) {
        long epoch = device(serial).presence().epoch();
        change(transaction -> Connections.left(transaction, new SerialNumber(serial), epoch));
    }

    public Store store() {
        return store;
    }

    public Device device(String serial) {
        return read(reading -> reading.devices().find(new SerialNumber(serial))).orElseThrow();
    }

    public Instance instance(String id) {
        return read(reading -> reading.instances().find(id)).orElseThrow();
    }

    public Optional<DeviceAspect> aspect(String serial, Aspect aspect) {
        return read(reading -> reading.aspects().find(new SerialNumber(serial), aspect));
    }

    public Command desired(String serial, Aspect aspect) {
        return aspect(serial, aspect).orElseThrow().desired().command();
    }

    /** Makes a change that has no outcome. */
    public void change(Consumer<Transaction> change) {
        write(transaction -> {
            change.accept(transaction);
            return true;
        });
    }

    /** Makes a change, waits for it, and throws what it threw. */
    public <T> T write(Store.Change<T> change) {
        try {
            return store.write(change)
                    .toCompletableFuture()
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RejectedException rejected) {
                throw rejected;
            }
            throw e;
        }
    }

    public <T> T read(Store.Query<T> query) {
        return store.read(query)
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    /** That a change is rejected for this reason, and says so. */
    public static void assertRejected(Rejection rejection, String detail, ThrowingCallable change) {
        assertThatThrownBy(change)
                .isInstanceOfSatisfying(RejectedException.class, rejected -> assertThat(rejected.rejection())
                        .as(rejected.detail())
                        .isEqualTo(rejection))
                .hasMessageContaining(detail);
    }

    @Override
    public void close() {
        store.close();
    }
}
