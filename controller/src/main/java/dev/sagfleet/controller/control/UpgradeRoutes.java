package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.Upgrade;
import dev.sagfleet.agent.protocol.UpgradeWindow;
import dev.sagfleet.controller.action.Commands;
import dev.sagfleet.controller.connection.JobEvents;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.FirmwareImage;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.controller.inventory.RejectedException;
import dev.sagfleet.controller.inventory.Rejection;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.UpgradeOrder;
import dev.sagfleet.controller.inventory.Upgrades;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Orders single devices to upgrade and to boot, and shows what becomes of it. */
public final class UpgradeRoutes {
    private static final String DEVICE = ControlApi.PREFIX + "devices/*/";
    private static final long MILLIS_MAX = 1L << 53;

    private final Store store;
    private final Upgrades upgrades;
    private final Commands commands;
    private final Events events;

    /** @param commands by which what a device may refuse is asked of it */
    public UpgradeRoutes(Store store, Upgrades upgrades, Commands commands, Events events) {
        this.store = store;
        this.upgrades = upgrades;
        this.commands = commands;
        this.events = events;
    }

    public List<Route> all() {
        return List.of(
                new Route("GET", DEVICE + "jobs", this::jobs),
                new Route("POST", DEVICE + "upgrade", this::order),
                new Route("POST", DEVICE + "upgrade/retry", this::retry),
                new Route("POST", DEVICE + "upgrade/cancel", this::cancel),
                new Route("POST", DEVICE + "reboot", this::reboot));
    }

    private static SerialNumber serial(ControlRequest request) {
        return ControlRoutes.serial(request.variables().get(0));
    }

    private static Device require(Reading reading, SerialNumber serial) {
        return reading.devices()
                .find(serial)
                .orElseThrow(() -> ControlException.notFound("device: " + serial + " (expected: a known one)"));
    }

    private CompletionStage<ObjectNode> jobs(ControlRequest request) {
        SerialNumber serial = serial(request);
        return store.read(reading -> {
            ObjectNode view = JsonNodeFactory.instance.objectNode();
            view.put("serial", require(reading, serial).serial().text());
            ArrayNode jobs = view.putArray("jobs");
            reading.jobs().of(serial).forEach(job -> jobs.add(JobView.of(job)));
            return view;
        });
    }

    private CompletionStage<ObjectNode> order(ControlRequest request) {
        request.requireOnly("version", "image", "force", "opensAtMillis", "closesAtMillis", "trialSeconds");
        SerialNumber serial = serial(request);
        Optional<FirmwareVersion> version =
                request.optionalText("version").map(text -> ImageRequest.checked(() -> FirmwareVersion.parse(text)));
        Optional<Digest> image =
                request.optionalText("image").map(text -> ImageRequest.checked(() -> new Digest(text)));
        if (version.isPresent() == image.isPresent()) {
            throw ControlException.badRequest("version, image: both or none (expected: one of them)");
        }
        boolean forced = request.flag("force").orElse(false);
        UpgradeWindow window = window(request);
        Optional<Duration> trial = request.wideNumber("trialSeconds", 1, Upgrade.TRIAL_MAX.toSeconds())
                .map(Duration::ofSeconds);
        return store.write(
                        transaction -> {
                            Device device = require(transaction, serial);
                            Digest digest = image.orElseGet(() -> find(transaction, device, version.orElseThrow()));
                            var order =
                                    new UpgradeOrder(serial, digest, FirmwareJob.Origin.CONTROL, window, trial, forced);
                            return upgrades.order(transaction, order, request.requestId(), request.nowMillis());
                        },
                        ordered -> JobEvents.publish(events, ordered))
                .thenApply(ordered -> JobView.of(ordered.job()));
    }

    private static Digest find(Reading reading, Device device, FirmwareVersion version) {
        return reading.images()
                .find(device.model(), version)
                .map(FirmwareImage::digest)
                .orElseThrow(() -> new RejectedException(
                        Rejection.IMAGE_NOT_FOUND,
                        "no image " + version + " for " + device.model().label()));
    }

    private static UpgradeWindow window(ControlRequest request) {
        long opens = request.wideNumber("opensAtMillis", 0, MILLIS_MAX).orElse(UpgradeWindow.ALWAYS.opensAtMillis());
        long closes = request.wideNumber("closesAtMillis", 0, MILLIS_MAX).orElse(UpgradeWindow.ALWAYS.closesAtMillis());
        return ImageRequest.checked(() -> new UpgradeWindow(opens, closes));
    }

    private CompletionStage<ObjectNode> retry(ControlRequest request) {
        request.requireOnly();
        SerialNumber serial = serial(request);
        return store.write(
                        transaction -> {
                            require(transaction, serial);
                            return upgrades.retry(
                                    transaction,
                                    serial,
                                    FirmwareJob.Origin.CONTROL,
                                    request.requestId(),
                                    request.nowMillis());
                        },
                        job -> JobEvents.publish(events, job))
                .thenApply(JobView::of);
    }

    /** The device may have begun to install, and then it refuses. */
    private CompletionStage<ObjectNode> cancel(ControlRequest request) {
        request.requireOnly();
        SerialNumber serial = serial(request);
        return commands.run(request.requestId(), transaction -> {
                    require(transaction, serial);
                    return upgrades.cancel(transaction, serial, request.requestId(), request.nowMillis());
                })
                .thenApply(job -> {
                    if (!job.isOpen()) {
                        JobEvents.publish(events, job);
                    }
                    return job;
                })
                .thenCompose(job -> store.read(reading ->
                        JobView.of(reading.jobs().find(serial, job.number()).orElse(job))));
    }

    private CompletionStage<ObjectNode> reboot(ControlRequest request) {
        request.requireOnly();
        SerialNumber serial = serial(request);
        return store.write(transaction -> {
                    require(transaction, serial);
                    return Upgrades.reboot(transaction, serial, request.requestId());
                })
                .thenApply(device -> JsonNodeFactory.instance
                        .objectNode()
                        .put("serial", device.serial().text())
                        .put("online", device.presence().online()));
    }
}
