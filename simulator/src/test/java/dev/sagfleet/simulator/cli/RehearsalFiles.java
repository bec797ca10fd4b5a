package dev.sagfleet.simulator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of a small rehearsal, which takes a tenth of a second. */
record RehearsalFiles(Path directory, Path rollout, Path fleet) {
    static RehearsalFiles in(Path directory) throws IOException {
        Path rollout = Files.writeString(
                directory.resolve("rollout.yaml"),
                """
                name: "<first> & 'only'"
                image: 2.5.0
                waves: [{name: canary, count: 3, soak: 1h}, {percent: 100}]
                advance: {success: 90%}
                halt: {failures: 10%, least: 1}
                """);
        Path fleet = Files.writeString(
                directory.resolve("fleet.yaml"),
                """
                region: cn-shanghai
                ccn: {name: ccn}
                instances:
                  - {model: SAG-1000, count: 12, bandwidth: 200, firmware: 2.4.0, batches: {A: 50%, B2: 50%}}
                """);
        return new RehearsalFiles(directory, rollout, fleet);
    }

    /** With everything well that is not said otherwise. */
    CommandLineRun rehearse(String... flags) {
        return run("rehearse", flags);
    }

    CommandLineRun sweep(String... flags) {
        String[] all = new String[flags.length + 1];
        all[0] = rollout.toString();
        System.arraycopy(flags, 0, all, 1, flags.length);
        return CommandLineRun.of(with(new String[] {"rehearse", "sweep"}, all));
    }

    private CommandLineRun run(String command, String... flags) {
        return CommandLineRun.of(with(new String[] {command, rollout.toString()}, flags));
    }

    private String[] with(String[] command, String... flags) {
        String[] fixed = {"--fleet", fleet.toString(), "--firmware-faults", "none", "--away", "none"};
        String[] all = new String[command.length + fixed.length + flags.length];
        System.arraycopy(command, 0, all, 0, command.length);
        System.arraycopy(flags, 0, all, command.length, flags.length);
        System.arraycopy(fixed, 0, all, command.length + flags.length, fixed.length);
        return all;
    }

    /** Another file of a rollout or a fleet in the place of one of these. */
    RehearsalFiles with(Path file, String text) throws IOException {
        Files.writeString(file, text);
        return this;
    }
}
