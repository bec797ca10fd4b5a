package dev.sagfleet.agent.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Manifests to and from the text that is signed: one JSON object. Members that it does not know are passed over, so that
 * a later contract can add some.
 */
public final class ManifestCodec {
    private static final int NESTING_MAX = 4;
    private static final int DIGITS_MAX = 20;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(NESTING_MAX)
                    .maxNumberLength(DIGITS_MAX)
                    .build())
            .build();
    private static final ObjectMapper MAPPER =
            new ObjectMapper(JSON).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** The text to sign. */
    public static String format(Manifest manifest) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            writeTexts(json, "models", manifest.models().stream().map(DeviceModel::label).toList());
            json.writeStringField("version", manifest.version().toString());
            json.writeNumberField("sizeBytes", manifest.sizeBytes());
            json.writeStringField("sha256", manifest.digest().hex());
            if (manifest.minimumVersion().isPresent()) {
                json.writeStringField("minimumVersion", manifest.minimumVersion().get().toString());
            }
            json.writeNumberField("securityIndex", manifest.securityIndex());
            json.writeStringField("keyId", manifest.keyId());
            if (!manifest.withdrawnKeys().isEmpty()) {
                writeTexts(json, "withdrawnKeys", manifest.withdrawnKeys());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return text.toString();
    }

    /**
     * The manifest that a text says.
     *
     * @throws MalformedMessageException if it says none
     */
    public static Manifest parse(String text) throws MalformedMessageException {
        Fields fields = read(text);
        try {
            return new Manifest(
                    models(fields),
                    FirmwareVersion.parse(fields.text("version")),
                    fields.number("sizeBytes"),
                    new Digest(fields.text("sha256")),
                    fields.optionalText("minimumVersion").map(FirmwareVersion::parse),
                    (int) fields.numberUpTo("securityIndex", Integer.MAX_VALUE),
                    fields.text("keyId"),
                    fields.optionalTexts("withdrawnKeys"));
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException(String.valueOf(e.getMessage()));
        }
    }

    private static Fields read(String text) throws MalformedMessageException {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node.isObject()) {
                return new Fields("", node);
            }
        } catch (IOException e) {
            throw new MalformedMessageException("manifest: not JSON, too deep, or a member twice (expected: one object)");
        }
        throw new MalformedMessageException("manifest: no JSON object (expected: one JSON object)");
    }

    /** Models that it does not know are passed over as well: this device is none of them. */
    private static List<DeviceModel> models(Fields fields) throws MalformedMessageException {
        return fields.optionalTexts("models").stream()
                .map(DeviceModel::labelled)
                .flatMap(Optional::stream)
                .toList();
    }

    private static void writeTexts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private ManifestCodec() {}
}
