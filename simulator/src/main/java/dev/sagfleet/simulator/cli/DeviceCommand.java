package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.text.DeviceText;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one device, has it upgraded or booted, or injects a fault into a simulated one. */
@Command(
        name = "device",
        description = {
            "Shows a device: what it should be beside what it said, and what it carries.",
            "With a fault, injects it into a simulated device: offline and online disconnect and reconnect it, reboot"
                    + " switches it off and on, firmware puts another version on it.",
            "With upgrade, has any device install a version of the catalogue; retry tries its latest job once more, and"
                    + " cancel has it left. With --wait it exits with 99 if the upgrade does not succeed.",
            "With place, says where a device stands, and what it is tagged with: rollouts go by that.",
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
            description = DeviceChange.WORDS + "; without one the device is shown.")
    private List<String> words = new ArrayList<>();

    @Mixin
    private ControllerFlags controller = new ControllerFlags();

    @Mixin
    private DeviceChange.Flags flags = new DeviceChange.Flags();

    @Override
    public Integer call() throws IOException, InterruptedException {
        // Before anything is asked, so that what is mistyped is told first.
        Optional<DeviceChange> change =
                words.isEmpty() ? Optional.empty() : Optional.of(DeviceChange.read(spec, words, flags));
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

    private int make(DeviceChange change, String serial) throws IOException, InterruptedException {
        var call = new ControlCall(controller, spec.commandLine());
        ControlCall.Reply reply = call.ask(change.method(), "devices/" + serial + change.path(), change.body());
        if (reply.exitCode() != ExitCodes.DONE) {
            return reply.exitCode();
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(serial + ' ' + change.done().apply(reply.answer()));
        out.flush();
        return flags.isWaiting()
                ? new UpgradeWatch(call, serial, out, spec.commandLine().getErr()).await(reply.answer())
                : ExitCodes.DONE;
    }
}
