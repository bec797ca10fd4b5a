package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.simulator.text.DeviceText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
                    + " switches it off and on, firmware puts another version on it."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DeviceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "SERIAL", description = "Which device.")
    private String serial = "";

    @Parameters(
            index = "1..*",
            paramLabel = "FAULT",
            description = "offline, online, reboot or firmware VERSION; without one the device is shown.")
    private List<String> words = new ArrayList<>();

    @Mixin
    private ControllerFlags controller = new ControllerFlags();

    /** What to ask for and what to say once it is done. */
    private record Fault(ObjectNode body, String done) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        String path = "devices/" + Arguments.read(spec, serial, SerialNumber::new);
        var call = new ControlCall(controller, spec.commandLine());
        if (words.isEmpty()) {
            return call.run("GET", path, "", DeviceText::of);
        }
        Fault fault = fault();
        return call.run("PUT", path + "/fault", fault.body().toString(), (JsonNode answer) -> fault.done() + '\n');
    }

    private Fault fault() {
        String name = words.get(0);
        int taken = name.equals("firmware") ? 2 : 1;
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        Fault fault =
                switch (name) {
                    case "offline" -> new Fault(body.put("online", false), serial + " goes offline");
                    case "online" -> new Fault(body.put("online", true), serial + " comes online");
                    case "reboot" -> new Fault(body.put("reboot", true), serial + " boots again");
                    case "firmware" -> firmware(body);
                    default -> throw Arguments.wrong(spec, name, "offline, online, reboot or firmware VERSION");
                };
        if (words.size() > taken) {
            throw Arguments.wrong(spec, String.join(" ", words), "one fault at a time");
        }
        return fault;
    }

    private Fault firmware(ObjectNode body) {
        if (words.size() < 2) {
            throw Arguments.wrong(spec, "firmware has no version", "one, as 2.4.0");
        }
        FirmwareVersion version = Arguments.read(spec, words.get(1), FirmwareVersion::parse);
        return new Fault(body.put("firmware", version.toString()), serial + " is given firmware " + version);
    }
}
