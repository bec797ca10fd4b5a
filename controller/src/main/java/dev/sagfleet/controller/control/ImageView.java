package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.controller.firmware.FirmwareKey;
import dev.sagfleet.controller.firmware.Upload;
import dev.sagfleet.controller.firmware.Uploads;
import dev.sagfleet.controller.inventory.FirmwareImage;
import java.util.List;

/** What is shown of images, uploads and keys. */
final class ImageView {
    /** An image as it stands in a list. */
    static ObjectNode of(FirmwareImage image) {
        return of(image.manifest())
                .put("state", ListFilters.label(image.state()))
                .put("content", image.seed().isPresent() ? "built" : "uploaded")
                .put("createdMillis", image.createdMillis());
    }

    /** An image by itself, with what devices get of it. */
    static ObjectNode whole(FirmwareImage image) {
        return of(image)
                .put("manifest", image.signed().manifest())
                .put("signature", image.signed().signature());
    }

    static ObjectNode of(Upload upload) {
        return of(upload.manifest())
                .put("offset", upload.offset())
                .put("pieceBytesMax", Uploads.PIECE_BYTES_MAX)
                .put("touchedMillis", upload.touchedMillis());
    }

    private static ObjectNode of(Manifest manifest) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("digest", manifest.digest().hex());
        ArrayNode models = view.putArray("models");
        manifest.models().forEach((DeviceModel model) -> models.add(model.label()));
        view.put("version", manifest.version().toString())
                .put("sizeBytes", manifest.sizeBytes())
                .put(
                        "minimumVersion",
                        manifest.minimumVersion().map(FirmwareVersion::toString).orElse(null))
                .put("securityIndex", manifest.securityIndex())
                .put("key", manifest.keyId());
        ArrayNode withdrawn = view.putArray("withdrawnKeys");
        manifest.withdrawnKeys().forEach(withdrawn::add);
        return view;
    }

    /** Public keys, as devices are to know them. */
    static ArrayNode ofKeys(List<FirmwareKey> keys) {
        ArrayNode view = JsonNodeFactory.instance.arrayNode();
        keys.forEach(key -> view.addObject().put("id", key.id()).put("key", key.key()));
        return view;
    }

    private ImageView() {}
}
