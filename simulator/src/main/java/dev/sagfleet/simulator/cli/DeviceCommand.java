package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.simulator.text.DeviceText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one device, or injects a fault into a simulated one. */
@Command(
        name = "device",
        description = {
            "Shows a device: what it should be beside what it said, and what it carries.",
            "With a fault, injects it into a simulated device: offline and online disconnect and reconnect it, reboot"
                    + " switches it off and on, firmware puts another version on it.",
            "With remove, takes a device out of the inventory, simulated or not; its instance stays."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DeviceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "DEVICE",
            description = "Which device: its serial number, the id or the name of its instance, or the user of an app"
                    + " client.")
    private String device = "";

    @Parameters(
            index = "1..*",
            paramLabel = "FAULT",
            description = "offline, online, reboot, firmware VERSION or remove; without one the device is shown.")
    private List<String> words = new ArrayList<>();

    @Mixin
    private ControllerFlags controller = new ControllerFlags();

    /**
     * What to ask for and what to say once it is done.
     *
     * @param path behind that of the device
     */
    private record Change(String method, String path, String body, String done) {
        static Change fault(ObjectNode body, String done) {
            return new Change("PUT", "/fault", body.toString(), done);
        }
    }

    @Override
    public Integer call() throws IOException {
        // Before anything is asked, so that what is mistyped is told first.
        Optional<Change> change = words.isEmpty() ? Optional.empty() : Optional.of(change());
        ListCall.Found found = new DeviceLookup(controller, spec.commandLine()).find(device);
        List<String> serials =
                found.items().stream().map(item -> item.path("serial").asText()).toList();
        if (serials.isEmpty()) {
            return found.exitCode();
        }
        if (change.isEmpty()) {
            return show(serials);
        }
        if (serials.size() > 1) {
            throw Arguments.wrong(
                    spec, device + ": the pair of " + String.join(", ", serials), "the serial number of one of them");
        }
        return make(change.get(), serials.get(0));
    }

    private int show(List<String> serials) throws IOException {
        var call = new ControlCall(controller, spec.commandLine());
        int exitCode = ExitCodes.DONE;
        for (int i = 0; i < serials.size() && exitCode == ExitCodes.DONE; i++) {
            String between = i == 0 ? "" : "\n";
            exitCode = call.run("GET", "devices/" + serials.get(i), "", shown -> between + DeviceText.of(shown));
        }
        return exitCode;
    }

    private int make(Change change, String serial) throws IOException {
        String path = "devices/" + serial + change.path();
        return new ControlCall(controller, spec.commandLine())
                .run(change.method(), path, change.body(), answer -> serial + ' ' + change.done() + '\n');
    }

    private Change change() {
        String name = words.get(0);
        int taken = name.equals("firmware") ? 2 : 1;
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        Change change =
                switch (name) {
                    case "offline" -> Change.fault(body.put("online", false), "goes offline");
                    case "online" -> Change.fault(body.put("online", true), "comes online");
                    case "reboot" -> Change.fault(body.put("reboot", true), "boots again");
                    case "firmware" -> firmware(body);
                    case "remove" -> new Change("DELETE", "", "", "is removed");
                    default -> throw Arguments.wrong(spec, name, "offline, online, reboot, firmware VERSION or remove");
                };
        if (words.size() > taken) {
            throw Arguments.wrong(spec, String.join(" ", words), "one fault at a time");
        }
        return change;
    }

    private Change firmware(ObjectNode body) {
        if (words.size() < 2) {
            throw Arguments.wrong(spec, "firmware has no version", "one, as 2.4.0");
        }
        FirmwareVersion version = Arguments.read(spec, words.get(1), FirmwareVersion::parse);
        return Change.fault(body.put("firmware", version.toString()), "is given firmware " + version);
    }
}
