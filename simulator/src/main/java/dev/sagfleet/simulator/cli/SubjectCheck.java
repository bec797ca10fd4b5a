package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.rehearsal.Script;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;

/** Whether a rehearsal has a story to tell of what {@code --explain} asks for. */
final class SubjectCheck {
    private static final Pattern ROLLOUT = Pattern.compile("ro-[0-9]+");

    /** Refuses what is neither a rollout nor the serial number of a device in the fleet. */
    static void require(CommandSpec command, String subject, Script script) {
        boolean isDevice = script.fleet().instances().stream()
                .flatMap(instance -> instance.devices().stream())
                .anyMatch(device -> device.serial().toString().equals(subject));
        if (!isDevice && !ROLLOUT.matcher(subject).matches()) {
            throw Arguments.wrong(
                    command,
                    "--explain: " + subject,
                    "the serial number of a device of the fleet, as --events has them, or ro-1");
        }
    }

    private SubjectCheck() {}
}
