package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.simulator.makes.ChangeResult;
import dev.sagfleet.simulator.makes.FlowsResult;
import dev.sagfleet.simulator.makes.RateResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a run of the benchmark found.
 *
 * @param isQuick whether hardly anything was measured, only to see that all of it works
 * @param comparisons with the bare baselines
 * @param findings what has a mark without a baseline
 * @param growth what rehearsals take, from the fewest devices to the most; empty if that was not asked for
 * @param rates how relays keep to a rate; empty if that was not asked for
 * @param flows how the flows of relays share a rate; empty likewise
 * @param changes how soon changes of a bandwidth hold; empty likewise
 * @param buckets ours and those of libraries; empty if they were not asked for
 */
public record BenchmarkRun(
        Surroundings surroundings,
        boolean isQuick,
        List<Comparison> comparisons,
        List<Finding> findings,
        List<RehearsalSize> growth,
        List<RateResult> rates,
        List<FlowsResult> flows,
        List<ChangeResult> changes,
        List<BucketResult> buckets) {
    /**
     * Measures.
     *
     * @param sections that are wanted
     * @param tenfold whether rehearsals come to ten times as many devices
     * @param progress that is told what is measured next
     * @param jmh where the benchmark of the buckets is built
     * @throws BenchmarkException if something cannot be measured
     */
    public static BenchmarkRun of(
            Collection<Section> sections, boolean quick, boolean tenfold, Path jmh, Consumer<String> progress)
            throws IOException, InterruptedException {
        Surroundings surroundings = Surroundings.look();
        Effort effort = quick ? Effort.QUICK : Effort.FULL;
        List<Comparison> comparisons = new ArrayList<>();
        if (sections.contains(Section.COMMANDS)) {
            comparisons.addAll(CommandBenchmark.run(effort, progress));
        }
        if (sections.contains(Section.CONNECTS)) {
            comparisons.addAll(ConnectBenchmark.run(effort, progress));
        }
        if (sections.contains(Section.API)) {
            comparisons.addAll(ApiBenchmark.run(effort, progress));
        }
        List<Finding> findings = new ArrayList<>();
        if (sections.contains(Section.FIRMWARE)) {
            FirmwareBenchmark.Result firmware = FirmwareBenchmark.run(effort, progress);
            comparisons.addAll(firmware.comparisons());
            findings.addAll(firmware.findings());
        }
        if (sections.contains(Section.ROLLOUTS)) {
            RolloutBenchmark.Result rollouts = RolloutBenchmark.run(effort, progress);
            comparisons.addAll(rollouts.comparisons());
            findings.addAll(rollouts.findings());
        }
        if (sections.contains(Section.HEAP)) {
            comparisons.addAll(HeapBenchmark.run(effort, progress));
        }
        if (sections.contains(Section.VIRTUAL)) {
            VirtualBenchmark.Result virtual = VirtualBenchmark.run(effort, progress);
            comparisons.add(virtual.events());
            findings.addAll(virtual.findings());
        }
        List<RehearsalSize> growth = List.of();
        if (sections.contains(Section.REHEARSAL)) {
            RehearsalBenchmark.Result rehearsals = RehearsalBenchmark.run(effort, tenfold, progress);
            comparisons.addAll(rehearsals.comparisons());
            findings.addAll(rehearsals.findings());
            growth = rehearsals.growth();
        }
        if (sections.contains(Section.RELAY)) {
            comparisons.addAll(RelayBenchmark.run(effort, progress));
        }
        boolean shaping = sections.contains(Section.SHAPING);
        List<RateResult> rates = shaping ? ShapingBenchmark.rates(effort, progress) : List.of();
        List<FlowsResult> flows = shaping ? ShapingBenchmark.flows(effort, progress) : List.of();
        List<ChangeResult> changes = shaping ? List.of(ShapingBenchmark.changes(effort, progress)) : List.of();
        List<BucketResult> buckets = sections.contains(Section.BUCKETS) ? BucketBenchmark.run(jmh, quick) : List.of();
        return new BenchmarkRun(surroundings, quick, comparisons, findings, growth, rates, flows, changes, buckets);
    }
}
