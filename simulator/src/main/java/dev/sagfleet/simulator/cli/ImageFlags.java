package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What is said of an image that is to come into the catalogue. */
final class ImageFlags {
    static final String MODEL = "--model";
    static final String VERSION = "--version";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = MODEL,
            paramLabel = "MODEL",
            split = ",",
            description = "For which devices it is: SAG-100WM, SAG-1000, SAG-VCPE or APP; several with commas.")
    private List<String> models = new ArrayList<>();

    @Option(names = VERSION, paramLabel = "VERSION", description = "Its version, as in 2.5.0.")
    private @Nullable String version;

    @Option(
            names = "--minimum",
            paramLabel = "VERSION",
            description = "What a device must run already that is to take it.")
    private @Nullable String minimum;

    @Option(
            names = "--security-index",
            paramLabel = "N",
            description = "A device that has committed it takes no image with a lower one (default: 0).")
    private @Nullable Integer securityIndex;

    @Option(
            names = "--key",
            paramLabel = "ID",
            description = "The key that signs it: primary or spare (default: primary).")
    private @Nullable String key;

    @Option(
            names = "--withdraws",
            paramLabel = "ID",
            split = ",",
            description = "A key whose signatures count no more on devices that have taken it.")
    private List<String> withdraws = new ArrayList<>();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean unusedHelp;

    /** Whether anything is said. */
    boolean isEmpty() {
        return models.isEmpty()
                && version == null
                && minimum == null
                && securityIndex == null
                && key == null
                && withdraws.isEmpty();
    }

    /** Puts it into a request, as far as it is said. */
    void writeTo(ObjectNode body) {
        if (models.isEmpty()) {
            throw Arguments.wrong(command, MODEL + ": missing", "one or more of " + labels());
        }
        if (version == null) {
            throw Arguments.wrong(command, VERSION + ": missing", "as in 2.5.0");
        }
        ArrayNode labels = body.putArray("models");
        models.forEach(label -> labels.add(model(label)));
        body.put("version", version(VERSION, version));
        if (minimum != null) {
            body.put("minimumVersion", version("--minimum", minimum));
        }
        if (securityIndex != null) {
            if (securityIndex < 0) {
                throw Arguments.wrong(command, "--security-index: " + securityIndex, "0 or more");
            }
            body.put("securityIndex", securityIndex);
        }
        if (key != null) {
            body.put("key", key);
        }
        ArrayNode withdrawn = body.putArray("withdrawnKeys");
        withdraws.forEach(withdrawn::add);
    }

    private String model(String text) {
        return Arrays.stream(DeviceModel.values())
                .map(DeviceModel::label)
                .filter(label -> label.equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> Arguments.wrong(command, MODEL + ": " + text, "one or more of " + labels()));
    }

    private static String labels() {
        return Arrays.stream(DeviceModel.values()).map(DeviceModel::label).collect(Collectors.joining(", "));
    }

    private String version(String flag, String text) {
        return Arguments.read(command, flag + ": ", text, FirmwareVersion::parse)
                .toString();
    }
}
