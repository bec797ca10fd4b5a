package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.firmware.Catalogue;
import dev.sagfleet.controller.firmware.Uploads;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Images that are uploaded: an upload is begun, takes the bytes in pieces, and is sealed. */
public final class UploadRoutes {
    private static final String UPLOADS = ControlApi.PREFIX + "firmware/uploads";

    private final Catalogue catalogue;
    private final Events events;

    public UploadRoutes(Catalogue catalogue, Events events) {
        this.catalogue = catalogue;
        this.events = events;
    }

    public List<Route> all() {
        return List.of(
                new Route("GET", UPLOADS, this::uploads),
                new Route("POST", UPLOADS, this::begin),
                new Route("GET", UPLOADS + "/*", this::upload),
                new Route("PUT", UPLOADS + "/*", Route.Body.BYTES, this::append),
                new Route("POST", UPLOADS + "/*/seal", this::seal),
                new Route("DELETE", UPLOADS + "/*", this::giveUp));
    }

    private CompletionStage<ObjectNode> uploads(ControlRequest request) {
        request.requireOnly();
        return catalogue.uploads().thenApply(uploads -> {
            ObjectNode view = JsonNodeFactory.instance.objectNode();
            ArrayNode items = view.putArray("uploads");
            uploads.forEach(upload -> items.add(ImageView.of(upload)));
            return view;
        });
    }

    private CompletionStage<ObjectNode> begin(ControlRequest request) {
        var announced = new ImageRequest(request).announced();
        return catalogue
                .begin(announced.manifest(), announced.signed(), request.nowMillis())
                .thenApply(begun -> {
                    ObjectNode view = ImageView.of(begun.upload());
                    begun.image().ifPresent(image -> view.set("image", ImageView.whole(image)));
                    return view;
                });
    }

    private CompletionStage<ObjectNode> upload(ControlRequest request) {
        request.requireOnly();
        return catalogue.upload(ImageRequest.digest(request)).thenApply(ImageView::of);
    }

    private CompletionStage<ObjectNode> append(ControlRequest request) {
        int length = request.content().remaining();
        if (length < 1 || length > Uploads.PIECE_BYTES_MAX) {
            throw ImageRequest.wrong("body", length + " bytes", "1 to " + Uploads.PIECE_BYTES_MAX);
        }
        Digest digest = ImageRequest.digest(request);
        return catalogue
                .append(digest, offset(request), request.content(), request.nowMillis())
                .thenApply(ImageView::of);
    }

    private static long offset(ControlRequest request) {
        List<String> values = request.query().getOrDefault("offset", List.of());
        try {
            if (values.size() == 1 && request.query().size() == 1) {
                return Long.parseLong(values.get(0));
            }
        } catch (NumberFormatException e) {
            // Told as one that is missing.
        }
        throw ImageRequest.wrong("offset", values.toString(), "one number of bytes, and nothing else in the query");
    }

    private CompletionStage<ObjectNode> seal(ControlRequest request) {
        request.requireOnly();
        return catalogue
                .seal(ImageRequest.digest(request), request.nowMillis())
                .thenApply(image -> FirmwareRoutes.added(events, image, request));
    }

    private CompletionStage<ObjectNode> giveUp(ControlRequest request) {
        request.requireOnly();
        return catalogue.giveUp(ImageRequest.digest(request)).thenApply(ImageView::of);
    }
}
