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
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one device, or decides what befalls a simulated one. */
@Command(
        name = "device",
        description = {
            "Shows a device: what it should be beside what it said, and what it carries.",
            "With a fate, that befalls it: offline and online cut and mend its line, reboot switches it off and on,"
                    + " firmware puts another version on it. Only a simulated device has one."
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
            paramLabel = "FATE",
            description = "offline, online, reboot or firmware VERSION; without one the device is shown.")
    private List<String> words = new ArrayList<>();

    @Mixin
    private ControllerFlags controller = new ControllerFlags();

    /** What is asked for and what to say once it is done. */
    private record Fate(ObjectNode body, String done) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        String path = "devices/" + checked(serial, SerialNumber::new);
        var call = new ControlCall(
                controller, spec.commandLine().getOut(), spec.commandLine().getErr());
        if (words.isEmpty()) {
            return call.run("GET", path, "", DeviceText::of);
        }
        Fate fate = fate();
        return call.run("PUT", path + "/fate", fate.body().toString(), (JsonNode answer) -> fate.done() + '\n');
    }

    private Fate fate() {
        String name = words.get(0);
        int taken = name.equals("firmware") ? 2 : 1;
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        Fate fate =
                switch (name) {
                    case "offline" -> new Fate(body.put("online", false), serial + " goes offline");
                    case "online" -> new Fate(body.put("online", true), serial + " comes online");
                    case "reboot" -> new Fate(body.put("reboot", true), serial + " boots again");
                    case "firmware" -> firmware(body);
                    default -> throw wrong(name, "offline, online, reboot or firmware VERSION");
                };
        if (words.size() > taken) {
            throw wrong(String.join(" ", words), "one fate at a time");
        }
        return fate;
    }

    private Fate firmware(ObjectNode body) {
        if (words.size() < 2) {
            throw wrong("firmware has no version", "one, as 2.4.0");
        }
        FirmwareVersion version = checked(words.get(1), FirmwareVersion::parse);
        return new Fate(body.put("firmware", version.toString()), serial + " is given firmware " + version);
    }

    /** An argument as what it stands for. */
    private <T> T checked(String text, Function<String, T> reading) {
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private ParameterException wrong(String found, String expected) {
        return new ParameterException(spec.commandLine(), found + " (expected: " + expected + ')');
    }
}
