package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.event.EventKind;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.firmware.Catalogue;
import dev.sagfleet.controller.firmware.ImageDescription;
import dev.sagfleet.controller.inventory.FirmwareImage;
import dev.sagfleet.controller.inventory.SliceRequest;
import dev.sagfleet.controller.inventory.Store;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The catalogue of firmware images: what there is, what is made of a seed, and what is withdrawn. */
public final class FirmwareRoutes {
    static final String IMAGES = ControlApi.PREFIX + "firmware/images";

    private final Store store;
    private final Catalogue catalogue;
    private final Events events;

    public FirmwareRoutes(Store store, Catalogue catalogue, Events events) {
        this.store = store;
        this.catalogue = catalogue;
        this.events = events;
    }

    public List<Route> all() {
        return List.of(
                new Route("GET", IMAGES, this::images),
                new Route("POST", IMAGES, this::build),
                new Route("GET", IMAGES + "/*", this::image),
                new Route("POST", IMAGES + "/*/withdraw", this::withdraw),
                new Route("GET", ControlApi.PREFIX + "firmware/keys", this::keys));
    }

    private CompletionStage<ObjectNode> images(ControlRequest request) {
        ListFilters filters = ListFilters.of(request, "model", "version", "state");
        Optional<DeviceModel> model = filters.constant("model", DeviceModel.values(), DeviceModel::label);
        Optional<FirmwareVersion> version =
                filters.text("version").map(text -> ImageRequest.checked(() -> FirmwareVersion.parse(text)));
        Optional<FirmwareImage.State> state =
                filters.constant("state", FirmwareImage.State.values(), ListFilters::label);
        SliceRequest slice = filters.slice();
        return store.read(reading -> page(
                reading.images().all().stream()
                        .filter(image -> model.isEmpty() || image.isFor(model.get()))
                        .filter(image -> version.isEmpty() || image.version().equals(version.get()))
                        .filter(image -> state.isEmpty() || image.state() == state.get())
                        .filter(image -> slice.after().isEmpty()
                                || image.place().compareTo(slice.after().get()) > 0)
                        .toList(),
                slice.itemsMax()));
    }

    private static ObjectNode page(List<FirmwareImage> images, int itemsMax) {
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode items = page.putArray("images");
        images.stream().limit(itemsMax).forEach(image -> items.add(ImageView.of(image)));
        if (images.size() > itemsMax) {
            page.put("next", images.get(itemsMax - 1).place());
        }
        return page;
    }

    private CompletionStage<ObjectNode> image(ControlRequest request) {
        Digest digest = ImageRequest.digest(request);
        return store.read(reading -> ImageView.whole(reading.images().require(digest)));
    }

    private CompletionStage<ObjectNode> build(ControlRequest request) {
        request.requireOnly(
                "models", "version", "sizeBytes", "seed", "minimumVersion", "securityIndex", "key", "withdrawnKeys");
        var wanted = new ImageRequest(request);
        ImageDescription description = wanted.description();
        long sizeBytes = wanted.sizeBytes();
        long seed = request.wideNumber("seed", Long.MIN_VALUE, Long.MAX_VALUE).orElse(0L);
        // Or what is wrong with it would show only once the bytes are made.
        ImageRequest.checked(() -> description.manifest(sizeBytes, Digest.ofText("")));
        return catalogue
                .build(description, sizeBytes, seed, request.nowMillis())
                .thenApply(image -> added(events, image, request));
    }

    private CompletionStage<ObjectNode> withdraw(ControlRequest request) {
        request.requireOnly();
        return catalogue.withdraw(ImageRequest.digest(request)).thenApply(image -> {
            events.publish(changed(image, "withdrawn"));
            return ImageView.of(image);
        });
    }

    private CompletionStage<ObjectNode> keys(ControlRequest request) {
        request.requireOnly();
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.set("firmwareKeys", ImageView.ofKeys(catalogue.keys()));
        return CompletableFuture.completedFuture(view);
    }

    /** The answer to a request that an image is there of, and perhaps was before. */
    static ObjectNode added(Events events, FirmwareImage image, ControlRequest request) {
        if (image.createdMillis() == request.nowMillis()) {
            events.publish(changed(image, "available"));
        }
        return ImageView.whole(image);
    }

    private static ControllerEvent changed(FirmwareImage image, String change) {
        List<String> models = image.models().stream().map(DeviceModel::label).toList();
        return ControllerEvent.Changed.of(
                EventKind.IMAGE,
                image.digest().hex(),
                image.version() + " for " + String.join(", ", models) + ' ' + change);
    }
}
