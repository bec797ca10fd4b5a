package dev.sagfleet.simulator.cli;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.simulator.iperf3.Iperf3Files;
import dev.sagfleet.simulator.iperf3.Iperf3Run;
import dev.sagfleet.simulator.iperf3.RateChart;
import dev.sagfleet.simulator.makes.MeasuredRelay;
import dev.sagfleet.simulator.makes.RelayMake;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code agent/benchmark/iperf3} needs of Java: relays of other makes, and a report. Nobody else calls it. */
@Command(name = "iperf3", hidden = true, description = "Parts of agent/benchmark/iperf3.")
final class Iperf3Command implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing required subcommand");
    }

    /** Runs until it is killed; its one line is the port. */
    @Command(name = "relay", description = "Runs a relay of another make in front of a port of this machine.")
    int relay(
            @Parameters(paramLabel = "MAKE", description = "Such as netty-10-ms.") String make,
            @Parameters(paramLabel = "PORT", description = "Of the target.") int port,
            @Parameters(paramLabel = "MBIT", description = "The rate in Mbit/s.") int megabits)
            throws InterruptedException {
        RelayMake known;
        try {
            known = RelayMake.named(make);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        var target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (MeasuredRelay relay = known.start(target, Optional.of(Bandwidth.ofMegabits(megabits)))) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(relay.port());
            out.flush();
            new CountDownLatch(1).await();
        }
        return ExitCodes.DONE;
    }

    /** Prints the table. */
    @Command(name = "report", description = "Prints a table of runs and draws them.")
    int report(
            @Parameters(paramLabel = "RUNS", description = "A line for each run.") Path list,
            @Parameters(paramLabel = "PICTURE", description = "The SVG file to write.") Path picture)
            throws IOException {
        List<Iperf3Run> runs = Iperf3Files.read(list);
        Files.writeString(picture, RateChart.of(runs));
        PrintWriter out = spec.commandLine().getOut();
        out.print(Iperf3Text.of(runs));
        out.flush();
        return ExitCodes.DONE;
    }
}
