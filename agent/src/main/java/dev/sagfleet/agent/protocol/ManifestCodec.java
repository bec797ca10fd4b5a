package dev.sagfleet.agent.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Manifests to and from the JSON that is signed. Members that it does not know are passed over, so that a later contract
 * can add some; the same manifest is always written as the same text.
 */
public final class ManifestCodec {
    /** The text to be signed. */
    public static String write(Manifest manifest) {
        byte[] text = MessageCodec.write(json -> {
            json.writeArrayFieldStart("models");
            for (DeviceModel model : manifest.models()) {
                json.writeString(model.label());
            }
            json.writeEndArray();
            json.writeStringField("version", manifest.version().toString());
            json.writeNumberField("sizeBytes", manifest.sizeBytes());
            json.writeStringField("digest", manifest.digest().hex());
            if (manifest.minimumVersion().isPresent()) {
                json.writeStringField(
                        "minimumVersion", manifest.minimumVersion().get().toString());
            }
            json.writeNumberField("securityIndex", manifest.securityIndex());
            json.writeStringField("keyId", manifest.keyId());
            writeWithdrawn(json, manifest.withdrawnKeys());
        });
        return new String(text, StandardCharsets.UTF_8);
    }

    private static void writeWithdrawn(JsonGenerator json, List<String> keys) throws IOException {
        if (!keys.isEmpty()) {
            json.writeArrayFieldStart("withdrawnKeys");
            for (String key : keys) {
                json.writeString(key);
            }
            json.writeEndArray();
        }
    }

    /**
     * What a text says, whether it is signed or not.
     *
     * @throws MalformedMessageException if it is no manifest
     */
    public static Manifest read(String text) throws MalformedMessageException {
        Fields fields = MessageCodec.parse("manifest", text.getBytes(StandardCharsets.UTF_8));
        return MessageCodec.checked(() -> {
            Optional<String> minimum = fields.optionalText("minimumVersion");
            return new Manifest(
                    readModels(fields),
                    FirmwareVersion.parse(fields.text("version")),
                    fields.numberUpTo("sizeBytes", Manifest.SIZE_BYTES_MAX),
                    new Digest(fields.text("digest")),
                    minimum.map(FirmwareVersion::parse),
                    (int) fields.numberUpTo("securityIndex", Integer.MAX_VALUE),
                    fields.text("keyId"),
                    fields.optionalTexts("withdrawnKeys"));
        });
    }

    private static List<DeviceModel> readModels(Fields fields) throws MalformedMessageException {
        List<DeviceModel> models = new ArrayList<>();
        for (String label : fields.optionalTexts("models")) {
            models.add(DeviceModel.labelled(label)
                    .orElseThrow(() -> new MalformedMessageException(
                            "models: " + Text.quote(label) + " (expected: models of the contract)")));
        }
        return models;
    }

    private ManifestCodec() {}
}
