package dev.sagfleet.controller.firmware;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.controller.firmware.DownloadDecision.Describe;
import dev.sagfleet.controller.firmware.DownloadDecision.Refuse;
import dev.sagfleet.controller.firmware.DownloadDecision.Serve;
import dev.sagfleet.controller.firmware.DownloadDecision.Wait;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.FirmwareImage;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.controller.inventory.RolloutOrder;
import dev.sagfleet.controller.inventory.Store;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * Decides what is served of images: to whom, which part, and how fast. The same whatever carries it. Safe for many
 * threads.
 *
 * <p>In this order: 404 for what is no image at all, 403 for a link that is not this device's, 410 for one that has
 * expired, 404 for an image that is not there or was withdrawn, 403 for one that is not for this model, 416 for a range
 * beyond the end, 503 if there is no room, in all or in the rollout that the job of the link is of.
 */
public final class Downloads {
    private static final int GONE = 410;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int UNSATISFIABLE = 416;

    private final Store store;
    private final Links links;
    private final Egress egress;

    public Downloads(Store store, Links links, Egress egress) {
        this.store = store;
        this.links = links;
        this.egress = egress;
    }

    /**
     * What is known of a device and the image that it asks for.
     *
     * @param limit of the rollout that its job is of, while that is under way
     */
    private record Found(
            Optional<Device> device,
            Bandwidth bandwidth,
            Optional<FirmwareImage> image,
            Optional<RolloutLimit> limit) {}

    /**
     * Decides on a request.
     *
     * @param nanoTime the clock of whoever serves it
     * @param superseded is called, if it is served, once a later request of the same device is; on the thread of that one
     * @return fails if the store does
     */
    public CompletionStage<DownloadDecision> decide(
            DownloadRequest request, long nowMillis, LongSupplier nanoTime, Runnable superseded) {
        Optional<DownloadLinkText> link = DownloadLinkText.parse(request.target());
        if (link.isEmpty() && DownloadLinkText.image(request.target()).isEmpty()) {
            return decided(new Refuse(NOT_FOUND, "path (expected: that of an image)"));
        }
        Links.Verdict verdict =
                link.map(text -> links.check(request.serial(), text, nowMillis)).orElse(Links.Verdict.WRONG);
        return switch (verdict) {
            case WRONG -> decided(new Refuse(FORBIDDEN, "link (expected: one that was made for this device)"));
            case EXPIRED -> decided(new Refuse(GONE, "link (expected: one that has not expired; ask for another)"));
            case VALID ->
                store.read(reading -> find(reading, request, link.orElseThrow()))
                        .thenApply(found -> decide(request, found, nanoTime, superseded));
        };
    }

    private static CompletionStage<DownloadDecision> decided(DownloadDecision decision) {
        return CompletableFuture.completedFuture(decision);
    }

    private Found find(Reading reading, DownloadRequest request, DownloadLinkText link) {
        Optional<Device> device = reading.devices().find(request.serial());
        Optional<Bandwidth> ofUser = device.flatMap(Device::userBandwidth);
        Bandwidth bandwidth = ofUser.or(
                        () -> device.flatMap(known -> reading.instances().find(known.instanceId()))
                                .filter(instance -> instance.megabits() > 0)
                                .map(instance -> Bandwidth.ofMegabits(instance.megabits())))
                .orElse(Bandwidth.ofMegabits(1));
        return new Found(
                device,
                bandwidth,
                reading.images().find(link.image()),
                FirmwareJob.find(reading, request.serial(), link.job()).flatMap(job -> limit(reading, job)));
    }

    /** A rollout of which was told is not read: it may have many members, and changes with each word of theirs. */
    private Optional<RolloutLimit> limit(Reading reading, FirmwareJob job) {
        return job.rollout().map(RolloutOrder::rollout).flatMap(id -> egress.limitOf(id)
                .or(() -> reading.rollouts()
                        .find(id)
                        .filter(rollout -> rollout.state().isUnderWay())
                        .map(rollout ->
                                new RolloutLimit(id, rollout.policy().pace().egress()))));
    }

    private DownloadDecision decide(DownloadRequest request, Found found, LongSupplier nanoTime, Runnable superseded) {
        Optional<FirmwareImage> available = found.image().filter(FirmwareImage::isAvailable);
        if (available.isEmpty()) {
            return new Refuse(NOT_FOUND, "image (expected: one that is there and was not withdrawn)");
        }
        FirmwareImage image = available.get();
        if (found.device().filter(device -> image.isFor(device.model())).isEmpty()) {
            return new Refuse(FORBIDDEN, "image (expected: one for the model of this device)");
        }
        if (request.isHead()) {
            return new Describe(image);
        }
        Optional<ByteRange> range =
                ByteRange.asked(request.range(), request.ifRange(), entityTag(image), image.sizeBytes());
        if (range.isEmpty()) {
            return new Refuse(
                    UNSATISFIABLE,
                    "Range (expected: within " + image.sizeBytes() + " bytes)",
                    OptionalLong.of(image.sizeBytes()));
        }
        long length = range.get().length();
        long nowNanos = nanoTime.getAsLong();
        return egress.reserve(request.serial(), found.limit(), found.bandwidth(), length, nowNanos, superseded)
                .<DownloadDecision>map(reservation -> new Serve(image, range.get(), reservation))
                .orElseGet(() -> new Wait(egress.retryAfter(found.limit(), found.bandwidth(), length, nowNanos)));
    }

    /** What tells an image from others in HTTP: its digest, in quotes. */
    public static String entityTag(FirmwareImage image) {
        return '"' + image.digest().hex() + '"';
    }
}
