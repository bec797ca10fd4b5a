package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.controller.firmware.DownloadSettings;
import dev.sagfleet.simulator.world.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Commands to some devices while many others are upgraded, beside the same commands while nobody is. As many upgrades are
 * under way at once as a rollout lets be, and no pause is made between them, as a rollout would make it; over sockets all bytes
 * of the image travel, in memory their number.
 */
final class UpgradeBenchmark {
    private static final String UNIT = "round trips/s";
    private static final Mark MEANWHILE = Mark.atLeast(0.7);

    static List<Comparison> run(Effort effort, Consumer<String> progress) throws IOException, InterruptedException {
        List<Comparison> comparisons = new ArrayList<>();
        comparisons.add(meanwhile(Transport.TCP, effort.upgradesOverSockets(), effort, progress));
        comparisons.add(meanwhile(Transport.MEMORY, effort.upgradesInMemory(), effort, progress));
        return comparisons;
    }

    private static Comparison meanwhile(Transport transport, int upgrades, Effort effort, Consumer<String> progress)
            throws IOException, InterruptedException {
        String what = upgrades + " upgrades, " + transport.name().toLowerCase(Locale.ROOT);
        progress.accept(what);
        int devices = effort.commandDevices() + upgrades;
        var downloads = DownloadSettings.DEFAULT;
        try (var world = BenchmarkWorld.start(
                        transport,
                        devices,
                        config -> config.withDownloads(
                                downloads.withLimits(devices, downloads.linkLifetime(), downloads.patience())));
                var campaign = new UpgradeCampaign(
                        world, world.serials().subList(effort.commandDevices(), devices), effort.upgradeBytes())) {
            var served = world.serials().subList(0, effort.commandDevices());
            var commands = new CommittedRoundTrips(world, served, effort.span());
            List<Double> without = new ArrayList<>();
            List<Double> with = new ArrayList<>();
            commands.measure();
            // In turns with what is measured alone, so that what slows a part of the run down slows both.
            for (int part = 1; part <= effort.rounds(); part++) {
                without.add(commands.measure());
                with.add(beside(
                        campaign, upgrades / effort.rounds() * part, commands, said -> progress.accept(what + said)));
            }
            progress.accept(what + ": " + campaign.done() + " done");
            return Comparison.of(FirmwareBenchmark.SECTION, "commands beside " + what, UNIT, MEANWHILE, with, without);
        }
    }

    /** Their mean rate until so many devices are upgraded: a part's beginning and its end are not what its middle is. */
    private static double beside(
            UpgradeCampaign campaign, int until, CommittedRoundTrips commands, Consumer<String> progress)
            throws InterruptedException {
        List<Double> rates = new ArrayList<>();
        CompletableFuture<Void> going = campaign.goOn(until);
        do {
            rates.add(commands.measure());
            progress.accept(": " + campaign.done() + " done");
        } while (!going.isDone());
        going.join();
        return rates.stream().mapToDouble(rate -> rate).average().orElseThrow();
    }

    private UpgradeBenchmark() {}
}
