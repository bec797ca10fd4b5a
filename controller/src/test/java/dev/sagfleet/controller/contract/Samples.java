package dev.sagfleet.controller.contract;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.ChangeBandwidth;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.ManifestCodec;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.SignedManifest;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.DeviceAspect;
import dev.sagfleet.controller.inventory.FirmwareImage;
import dev.sagfleet.controller.inventory.HaType;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.Presence;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.Transaction;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ObjectAssert;

/** Rows to keep, and waiting for what a store was asked. */
public final class Samples {
    public static final DeviceKey KEY = new DeviceKey("0123456789abcdef".repeat(4));

    public static Instance box(String id) {
        return new Instance(
                id,
                "cn-shanghai",
                "name of " + id,
                DeviceModel.SAG_1000,
                HaType.NO_BACKUP,
                50,
                0,
                Optional.of("ccn-1"),
                false,
                Optional.empty(),
                1_000,
                9_000);
    }

    public static Instance app(String id) {
        return new Instance(
                id,
                "cn-shanghai",
                "name of " + id,
                DeviceModel.APP,
                HaType.NO_BACKUP,
                0,
                5,
                Optional.of("ccn-1"),
                false,
                Optional.empty(),
                1_000,
                9_000);
    }

    public static Device device(String serial, String instanceId) {
        return new Device(
                new SerialNumber(serial),
                instanceId,
                DeviceModel.SAG_1000,
                Optional.empty(),
                Optional.empty(),
                KEY,
                HaRole.ACTIVE,
                Presence.NEVER_SEEN);
    }

    public static Presence online(String firmware, long run) {
        return new Presence(1, true, run, Optional.of(FirmwareVersion.parse(firmware)), "boot-1", 1, 2, false);
    }

    public static DeviceAspect bandwidth(String serial, long revision) {
        return DeviceAspect.unanswered(
                new SerialNumber(serial),
                new ChangeBandwidth("request-" + revision, new Revision(revision), Bandwidth.ofMegabits(20)));
    }

    /** An image with a signature of the right length, which nobody made. */
    public static FirmwareImage image(
            Digest digest,
            List<DeviceModel> models,
            String version,
            Optional<Long> seed,
            FirmwareImage.State state,
            long createdMillis) {
        var manifest = new Manifest(
                models,
                FirmwareVersion.parse(version),
                1_000,
                digest,
                Optional.of(FirmwareVersion.parse("2.3.9")),
                7,
                "primary",
                List.of("spare"));
        var signed = new SignedManifest(
                ManifestCodec.write(manifest), Base64.getEncoder().encodeToString(new byte[64]));
        return FirmwareImage.of(signed, seed, state, createdMillis);
    }

    /** Makes a change that has no outcome, and waits until it is durable. */
    public static void save(Store store, Consumer<Transaction> change) {
        await(store.write(transaction -> {
            change.accept(transaction);
            return true;
        }));
    }

    public static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** What a query finds, to be compared. */
    public static <T> ObjectAssert<T> assertRead(Store store, Store.Query<T> query) {
        return Assertions.assertThatObject(await(store.read(query)));
    }

    /** The outcome of a change, to be compared. */
    public static <T> ObjectAssert<T> assertWritten(Store store, Store.Change<T> change) {
        return Assertions.assertThatObject(await(store.write(change)));
    }

    private Samples() {}
}
