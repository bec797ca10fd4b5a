package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.simulator.text.DeviceText;
import dev.sagfleet.simulator.text.UpgradeText;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/**
 * What is to be done to a device: what to ask for, and what to say once it is done.
 *
 * @param path behind that of the device
 * @param done what to say of the answer, behind the serial number
 * @param isJob whether the answer is an upgrade job, which can be waited for
 */
record DeviceChange(String method, String path, String body, Function<JsonNode, String> done, boolean isJob) {
    static final String WORDS =
            "offline, online, reboot, firmware VERSION, fault KIND, upgrade VERSION, retry, cancel, place or remove";

    /** How it is to be done. */
    static final class Flags {
        @Option(names = "--force", description = "With upgrade: also an image that the device fell back from, or runs.")
        private boolean isForced;

        @Option(
                names = "--ordered",
                description = "With reboot: has the controller order it, of any device; without it the device is"
                        + " switched off and on, which only a simulated one can be.")
        private boolean isOrdered;

        @Option(names = "--wait", description = "With upgrade and retry: waits until the job is over.")
        private boolean isWaiting;

        @ArgGroup(validate = false, heading = "With place, what is to be otherwise; --tag replaces all tags:%n")
        private PlaceFlags place = new PlaceFlags();

        boolean isWaiting() {
            return isWaiting;
        }
    }

    /**
     * Reads what is to be done.
     *
     * @throws picocli.CommandLine.ParameterException if it is nothing that can be
     */
    static DeviceChange read(CommandSpec spec, List<String> words, Flags flags) {
        String name = words.get(0);
        boolean hasWord = List.of("firmware", "upgrade", "fault").contains(name);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        DeviceChange change =
                switch (name) {
                    case "offline" -> fault(body.put("online", false), "goes offline");
                    case "online" -> fault(body.put("online", true), "comes online");
                    case "reboot" -> flags.isOrdered ? reboot() : fault(body.put("reboot", true), "boots again");
                    case "firmware" -> {
                        FirmwareVersion version = version(spec, words);
                        yield fault(body.put("firmware", version.toString()), "is given firmware " + version);
                    }
                    case "fault" -> upgradeFault(body, word(spec, words, "a kind, as boot, or none"));
                    case "upgrade" -> upgrade(body, version(spec, words), flags.isForced);
                    case "retry" -> job("/upgrade/retry", "", UpgradeText::ordered);
                    case "cancel" -> new DeviceChange("POST", "/upgrade/cancel", "", UpgradeText::cancelled, false);
                    case "place" -> place(spec, body, flags.place);
                    case "remove" -> new DeviceChange("DELETE", "", "", answer -> "is removed", false);
                    default -> throw Arguments.wrong(spec, name, WORDS);
                };
        if (words.size() > (hasWord ? 2 : 1)) {
            throw Arguments.wrong(spec, String.join(" ", words), "one fault at a time");
        }
        require(spec, name, !flags.isForced || name.equals("upgrade"), "--force");
        require(spec, name, !flags.isOrdered || name.equals("reboot"), "--ordered");
        require(spec, name, !flags.isWaiting || change.isJob(), "--wait");
        require(spec, name, !flags.place.isSaid() || name.equals("place"), "--site, --zone, --batch and --tag");
        return change;
    }

    private static void require(CommandSpec spec, String name, boolean isFine, String flag) {
        if (!isFine) {
            throw Arguments.wrong(spec, name + ' ' + flag, name + " without " + flag);
        }
    }

    private static FirmwareVersion version(CommandSpec spec, List<String> words) {
        return Arguments.read(spec, word(spec, words, "one, as 2.4.0"), FirmwareVersion::parse);
    }

    private static String word(CommandSpec spec, List<String> words, String expected) {
        if (words.size() < 2) {
            String missing = words.get(0).equals("fault") ? "kind" : "version";
            throw Arguments.wrong(spec, words.get(0) + " has no " + missing, expected);
        }
        return words.get(1);
    }

    /** The controller, and not this, knows which there are: the fleet may be of another release. */
    private static DeviceChange upgradeFault(ObjectNode body, String kind) {
        String done =
                kind.equals("none") ? "is left alone at its next upgrade" : "meets " + kind + " at its next upgrade";
        return fault(body.put("upgrade", kind), done);
    }

    private static DeviceChange fault(ObjectNode body, String done) {
        return new DeviceChange("PUT", "/fault", body.toString(), answer -> done, false);
    }

    private static DeviceChange upgrade(ObjectNode body, FirmwareVersion version, boolean isForced) {
        body.put("version", version.toString()).put("force", isForced);
        return job("/upgrade", body.toString(), UpgradeText::ordered);
    }

    private static DeviceChange job(String path, String body, Function<JsonNode, String> done) {
        return new DeviceChange("POST", path, body, done, true);
    }

    private static DeviceChange place(CommandSpec spec, ObjectNode body, PlaceFlags flags) {
        if (!flags.isSaid()) {
            throw Arguments.wrong(spec, "place says nothing", "--site, --zone, --batch or --tag");
        }
        flags.put(body);
        return new DeviceChange(
                "PUT", "", body.toString(), answer -> "is at " + DeviceText.place(answer.path("place")), false);
    }

    private static DeviceChange reboot() {
        return new DeviceChange(
                "POST",
                "/reboot",
                "",
                answer -> answer.path("online").asBoolean()
                        ? "is ordered to boot"
                        : "is ordered to boot once it is online",
                false);
    }
}
