package dev.sagfleet.simulator.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The catalogue of firmware images of a running controller. */
@Command(
        name = "firmware",
        description = {
            "Builds, uploads, lists and withdraws firmware images, and prints what is assumed to go wrong with upgrades.",
            "An image is known by its digest, of which the first digits do, or by its version."
        },
        subcommands = {
            FirmwareBuild.class,
            FirmwareUpload.class,
            FirmwareList.class,
            FirmwareShow.class,
            FirmwareWithdraw.class,
            FirmwareFaults.class
        },
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false)
final class FirmwareCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean unusedHelp;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "firmware: nothing to do (expected: build, upload, list, show, withdraw or faults)");
    }
}
