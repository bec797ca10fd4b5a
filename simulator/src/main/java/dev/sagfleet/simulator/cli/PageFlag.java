package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.rehearsal.Difference;
import dev.sagfleet.simulator.rehearsal.Findings;
import dev.sagfleet.simulator.rehearsal.LeftOut;
import dev.sagfleet.simulator.rehearsal.Script;
import dev.sagfleet.simulator.rehearsal.Slots;
import dev.sagfleet.simulator.rehearsal.SweepPoint;
import dev.sagfleet.simulator.report.ComparisonReport;
import dev.sagfleet.simulator.report.Page;
import dev.sagfleet.simulator.report.RehearsalReport;
import dev.sagfleet.simulator.report.Report;
import dev.sagfleet.simulator.report.SweepReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The flag that asks for a report as a page. */
final class PageFlag {
    private static final double KIB = 1024;

    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Writes a report as one HTML page there, which needs no other file and no network.")
    private @Nullable Path file;

    /** Refuses a file that cannot be made, before there is any work for it. */
    void requireWritable() {
        ReportFlags.requireWritable(spec, "--html", file);
    }

    /** Who listens to the rehearsals of a rollout, as far as a report of them is wanted. */
    ReportedRuns listen(Script script) {
        return new ReportedRuns(script, file != null);
    }

    /**
     * Writes the report of a rollout, if it is wanted, over a file that is there.
     *
     * @throws IOException if it cannot be written
     */
    void write(ReportedRuns runs, Findings findings) throws IOException {
        if (file != null) {
            write(file, RehearsalReport.of(runs.rehearsed(findings, runs.slots()), Invocation.of(spec)));
        }
    }

    /**
     * Writes that of two of them likewise.
     *
     * @param one what was found of the first
     * @throws IOException if it cannot be written
     */
    void write(ReportedRuns before, Findings one, ReportedRuns after, Findings other, List<Difference> differences)
            throws IOException {
        if (file != null) {
            Slots slots = before.slots().with(after.slots());
            write(
                    file,
                    ComparisonReport.of(
                            before.rehearsed(one, slots),
                            after.rehearsed(other, slots),
                            differences,
                            Invocation.of(spec)));
        }
    }

    /**
     * Writes that of a sweep likewise.
     *
     * @param base without any value changed
     * @param leftOut of which there are no points
     * @param runs of each point
     * @throws IOException if it cannot be written
     */
    void write(Script base, List<SweepPoint> points, List<LeftOut> leftOut, int runs) throws IOException {
        if (file != null) {
            write(file, SweepReport.of(base, points, leftOut, runs, Invocation.of(spec)));
        }
    }

    private void write(Path page, Report report) throws IOException {
        ReportFlags.write(page, Page.of(report));
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(Locale.ROOT, "report in %s, %,.0f KiB", page, Files.size(page) / KIB));
        out.flush();
    }
}
