package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.fleet.UpgradeFaultsFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what is assumed to go wrong with upgrades. */
@Command(
        name = "faults",
        description = {
            "Prints what is assumed to go wrong with upgrades of simulated devices, to be edited and given to",
            "sag up --firmware-faults. No controller has to run."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class FirmwareFaults implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().getOut().print(UpgradeFaultsFile.typicalText());
        spec.commandLine().getOut().flush();
    }
}
