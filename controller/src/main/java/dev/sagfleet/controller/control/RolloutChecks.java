package dev.sagfleet.controller.control;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.FirmwareImage;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.Listings;
import dev.sagfleet.controller.inventory.Place;
import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.controller.inventory.Slice;
import dev.sagfleet.controller.inventory.SliceRequest;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.Upgrades;
import dev.sagfleet.controller.rollout.Origin;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rolloutcheck.CheckReport;
import dev.sagfleet.controller.rolloutcheck.CheckedDevice;
import dev.sagfleet.controller.rolloutcheck.RolloutCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Checks policies against the devices and images that a controller has. Safe for many threads. */
public final class RolloutChecks {
    /** For a link that nobody has bought. */
    private static final long MEGABITS_LEAST = 1;

    /** Each holds all devices until it is over. */
    private static final int CHECKS_MAX = 4;

    private final Store store;
    private final Executor worker;
    private final AtomicInteger underWay = new AtomicInteger();

    /** @param worker does one check after the other, each of which takes a while for many devices */
    public RolloutChecks(Store store, Executor worker) {
        this.store = store;
        this.worker = worker;
    }

    /**
     * What a policy would do if it were started now.
     *
     * @throws ControlException if too many are being checked
     */
    CompletionStage<CheckReport> of(RolloutPolicy policy, long nowMillis) {
        if (underWay.incrementAndGet() > CHECKS_MAX) {
            underWay.decrementAndGet();
            throw ControlException.unavailable(
                    "checks: " + CHECKS_MAX + " of rollouts under way (expected: fewer; try again later)");
        }
        return check(policy, nowMillis).whenComplete((report, failure) -> underWay.decrementAndGet());
    }

    private CompletionStage<CheckReport> check(RolloutPolicy policy, long nowMillis) {
        var origin = new Origin("check", 0, nowMillis);
        Instant now = Instant.ofEpochMilli(nowMillis);
        return store.read(reading -> images(reading, policy))
                .thenCompose(images -> devices(new ArrayList<>(), Optional.empty())
                        .thenApplyAsync(devices -> RolloutCheck.of(policy, origin, images, devices, now), worker));
    }

    private static List<Manifest> images(Reading reading, RolloutPolicy policy) {
        return reading.images().of(policy.image()).stream()
                .filter(FirmwareImage::isAvailable)
                .map(FirmwareImage::manifest)
                .toList();
    }

    /** All there are, some at a time, so that nobody waits for it. */
    private CompletionStage<List<CheckedDevice>> devices(List<CheckedDevice> known, Optional<String> after) {
        var request = new SliceRequest(after, SliceRequest.ITEMS_MAX);
        return store.read(reading -> {
                    Slice<Listings.ListedDevice> part =
                            reading.listings().devices(Listings.DeviceCriteria.ALL, request);
                    List<CheckedDevice> devices = part.items().stream()
                            .map(Listings.ListedDevice::device)
                            .filter(RolloutChecks::canBeUpgraded)
                            .flatMap(device -> device(reading, device).stream())
                            .toList();
                    return new Slice<>(devices, part.next());
                })
                .thenCompose(part -> {
                    known.addAll(part.items());
                    return part.next().isPresent()
                            ? devices(known, part.next())
                            : CompletableFuture.completedFuture(known);
                });
    }

    /** One that was never seen may be. */
    private static boolean canBeUpgraded(Device device) {
        return device.presence().firmware().isEmpty()
                || device.presence().slots().knowsUpgrades();
    }

    private static Optional<CheckedDevice> device(Reading reading, Device device) {
        return reading.instances().find(device.instanceId()).map(instance -> checked(reading, device, instance));
    }

    private static CheckedDevice checked(Reading reading, Device device, Instance instance) {
        Place place = device.place();
        Optional<Digest> running = Upgrades.committed(reading, device);
        Optional<Integer> index = running.flatMap(digest -> reading.images().find(digest))
                .filter(FirmwareImage::isAvailable)
                .map(image -> image.manifest().securityIndex());
        return new CheckedDevice(
                device.serial(),
                device.model(),
                device.presence().firmware(),
                running,
                place.siteIn(instance),
                place.regionIn(instance),
                place.batchOf(device.model()),
                place.zoneIn(instance),
                place.tags(),
                device.userBandwidth().orElseGet(() -> bought(instance)),
                index.orElse(0),
                index.map(OptionalInt::of).orElse(OptionalInt.empty()));
    }

    private static Bandwidth bought(Instance instance) {
        return Bandwidth.ofMegabits(Math.max(MEGABITS_LEAST, instance.megabits()));
    }
}
