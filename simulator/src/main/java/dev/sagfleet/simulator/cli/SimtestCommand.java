package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.fault.FaultRates;
import dev.sagfleet.simulator.simtest.Shrink;
import dev.sagfleet.simulator.simtest.SimOptions;
import dev.sagfleet.simulator.simtest.SimResult;
import dev.sagfleet.simulator.simtest.SimWorld;
import dev.sagfleet.simulator.text.SimtestText;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs worlds with clients and faults on virtual time. */
@Command(
        name = "simtest",
        description = {
            "Runs small worlds on virtual time: the controller and the agents as they are, with clients that call and"
                    + " with faults, all drawn from a seed; checks all along that what must hold holds.",
            "Exits with 99 if an invariant is broken, and says how to see it again, and in a smaller world."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SimtestCommand implements Callable<Integer> {
    private static final int SEEDS_MAX = 10_000_000;
    private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many worlds, on all processors (default: ${DEFAULT-VALUE}).")
    private int seeds = 100;

    @Option(
            names = "--first",
            paramLabel = "SEED",
            defaultValue = "1",
            description = "The seed of the first; the others follow it (default: ${DEFAULT-VALUE}).")
    private long first = 1;

    @Option(names = "--seed", paramLabel = "SEED", description = "One world, that of this seed.")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--trace",
            description = "With --seed: tells its story line by line, with nanoseconds of virtual time.")
    private boolean trace;

    @Option(
            names = "--instances",
            paramLabel = "N",
            defaultValue = "" + SimOptions.INSTANCES_DEFAULT,
            description = "How many instances a world has (default: ${DEFAULT-VALUE}).")
    private int instances = SimOptions.INSTANCES_DEFAULT;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "" + SimOptions.MINUTES_DEFAULT,
            description = "How long things go wrong, in virtual time; peace follows (default: ${DEFAULT-VALUE}).")
    private int minutes = SimOptions.MINUTES_DEFAULT;

    @Option(
            names = "--faults",
            paramLabel = "KIND=RATE,...",
            defaultValue = "",
            description = {
                "Other rates for some kinds of faults, or for all of them: none, all=0.2, none,controller-crash=0.5. A"
                        + " rate is a probability: each minute, commit, write, Hello, answer, frame or step of an upgrade.",
                "Kinds: controller-crash, controller-stop, port-down, clock-step, power-cut, reboot, firmware-change,"
                        + " connection-break, hello-break, connection-hang, partition, store-slow, store-full,"
                        + " store-fails, flash-slow, flash-fails, flash-torn, answer-late, answer-twice, answer-lost,"
                        + " uplink-astray, downlink-astray, update-power-cut, download-corrupt, flash-full, slot-fails,"
                        + " boot-fails, check-fails, image-crashes, user-postpones, never-returns."
            })
    private String faults = "";

    @Override
    public Integer call() throws InterruptedException {
        // What the worlds log is what they are made to suffer.
        System.setProperty(LOG_LEVEL, System.getProperty(LOG_LEVEL, "off"));
        if (seeds < 1 || seeds > SEEDS_MAX) {
            throw Arguments.wrong(spec, "--seeds: " + seeds, "1 to " + SEEDS_MAX);
        }
        if (trace && seed.isEmpty()) {
            throw Arguments.wrong(spec, "--trace", "with --seed, since it is the story of one world");
        }
        FaultRates rates = faults.isEmpty()
                ? FaultRates.typical()
                : Arguments.read(spec, "--", faults, FaultRates.typical()::with);
        SimOptions options =
                Arguments.read(spec, "--", "", same -> new SimOptions(seed.orElse(first), instances, minutes, rates));
        return seed.isPresent() ? runOne(options) : runAll(options);
    }

    private int runOne(SimOptions options) {
        PrintWriter out = spec.commandLine().getOut();
        SimResult result = SimWorld.run(options, trace ? out::println : line -> {});
        SimtestText.coverage(result.coverage()).forEach(out::println);
        out.println("seed " + options.seed() + ": " + result.events() + " events, hash " + result.hash());
        tell(result);
        out.flush();
        return result.isBroken() ? ExitCodes.MISSED : ExitCodes.DONE;
    }

    private int runAll(SimOptions options) throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        var run = new SimtestRun(options, seeds, out);
        run.run();
        run.broken().forEach(this::tell);
        SimtestText.coverage(run.coverage()).forEach(out::println);
        out.println(run.summary());
        out.flush();
        return run.broken().isEmpty() ? ExitCodes.DONE : ExitCodes.MISSED;
    }

    private void tell(SimResult result) {
        if (result.isBroken()) {
            PrintWriter out = spec.commandLine().getOut();
            SimtestText.broken(result).forEach(out::println);
            out.flush();
            out.println(SimtestText.smaller(Shrink.of(result)));
            out.flush();
        }
    }
}
