package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.simulator.rehearsal.Findings;
import dev.sagfleet.simulator.rehearsal.Outcome;
import dev.sagfleet.simulator.rehearsal.Precision;
import dev.sagfleet.simulator.rehearsal.Rehearsal;
import dev.sagfleet.simulator.rehearsal.Script;
import dev.sagfleet.simulator.text.FindingsJson;
import dev.sagfleet.simulator.text.JunitText;
import dev.sagfleet.simulator.text.RehearsalText;
import dev.sagfleet.simulator.text.RunsText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Rehearses a rollout. */
@Command(
        name = "rehearse",
        description =
                "Runs a rollout with the devices of a fleet file, or of a running controller, on virtual time, by the code"
                        + " of controller and devices as they are, and prints what would happen. The same seed tells the same story,"
                        + " to the byte.",
        subcommands = {RehearseCompare.class, RehearseSweep.class, RehearseLinks.class},
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RehearseCommand implements Callable<Integer> {
    private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The file of the rollout, in YAML or JSON.")
    private @Nullable Path file;

    @Mixin
    private RehearsalFlags flags = new RehearsalFlags();

    @Option(
            names = "--explain",
            paramLabel = "SERIAL",
            description = "Tells what happens to one device, or to a rollout (ro-1), line by line.")
    private @Nullable String subject;

    @Option(names = "--events", paramLabel = "FILE", description = "Writes the whole story there, compressed by gzip.")
    private @Nullable Path events;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description =
                    "So many rehearsals, the first with --seed and the others with the seeds after it, on all processors:"
                            + " prints percentiles, and judges the objectives of the file. Exits with 99 if one fails, 4 if so many"
                            + " runs do not say.")
    private Optional<Integer> runs = Optional.empty();

    @Option(
            names = "--precision",
            paramLabel = "SHARE",
            description =
                    "Makes no more of the --runs once half of each interval is at most so much of its value, as 5%%: of"
                            + " the intervals of the objectives or, without any, of the median time until 95 %% are upgraded.")
    private @Nullable String precision;

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "Writes the objectives there as test cases of a JUnit report; with --runs.")
    private @Nullable Path junit;

    @Mixin
    private ObjectiveFlags objectives = new ObjectiveFlags();

    @Mixin
    private BadImageFlags badImages = new BadImageFlags();

    @Mixin
    private ReportFlags report = new ReportFlags();

    @Mixin
    private PageFlag page = new PageFlag();

    @Override
    public Integer call() throws IOException, InterruptedException {
        silence();
        if (file == null) {
            throw Arguments.wrong(spec, "no FILE", "the file of a rollout");
        }
        report.requireWritable();
        page.requireWritable();
        ReportFlags.requireWritable(spec, "--junit", junit);
        ReportFlags.requireWritable(spec, "--events", events);
        Script script = badImages.in(EligibleDevices.require(file, flags.script(file)));
        return runs.isPresent() ? many(script, runs.get()) : one(script);
    }

    /** What devices and controllers log in a rehearsal is what they are made to suffer. */
    static void silence() {
        System.setProperty(LOG_LEVEL, System.getProperty(LOG_LEVEL, "off"));
    }

    private int many(Script script, int count) throws IOException, InterruptedException {
        RehearsalRuns.requireCount(spec, count);
        if (events != null || subject != null) {
            throw Arguments.wrong(
                    spec, "--runs with --events or --explain", "one run, since each has a story of its own");
        }
        Optional<Precision> wanted = Optional.ofNullable(precision)
                .map(text -> Arguments.read(spec, "--precision: ", text, it -> new Precision(Fraction.parse(it))));
        PrintWriter out = spec.commandLine().getOut();
        ReportedRuns reported = page.listen(script);
        Findings findings = ManyRehearsals.of(script, objectives.of(script.policy()), count, wanted, reported, out);
        out.print(RunsText.of(findings));
        out.flush();
        String command = Invocation.of(spec);
        report.write(FindingsJson.of(findings, command));
        page.write(reported, findings);
        if (junit != null) {
            ReportFlags.write(junit, JunitText.of(findings, command));
        }
        return ManyRehearsals.exitCode(findings);
    }

    private int one(Script script) throws IOException {
        if (subject != null) {
            SubjectCheck.require(spec, subject, script);
        }
        if (precision != null || junit != null || objectives.areGiven()) {
            throw Arguments.wrong(
                    spec,
                    "--precision, --junit or --objective without --runs",
                    "--runs too, since one run shows nothing");
        }
        PrintWriter out = spec.commandLine().getOut();
        long beganNanos = System.nanoTime();
        ReportedRuns reported = page.listen(script);
        Outcome outcome;
        try (var story = new StoryFile(Optional.ofNullable(events), Optional.ofNullable(subject), out);
                var progress = new RehearsalProgress(story, subject == null, out)) {
            outcome = Rehearsal.run(script, new TwoListeners(progress, reported.apply(0)));
        }
        long nanos = System.nanoTime() - beganNanos;
        out.print(RehearsalText.of(outcome));
        out.println(RehearsalText.speed(outcome, script.fleet().deviceCount(), nanos));
        out.flush();
        report.write(FindingsJson.of(
                Findings.of(script, List.of(), List.of(outcome), Optional.empty()), Invocation.of(spec)));
        page.write(reported, Findings.of(script, script.policy().objectives(), List.of(outcome), Optional.empty()));
        return ExitCodes.DONE;
    }
}
