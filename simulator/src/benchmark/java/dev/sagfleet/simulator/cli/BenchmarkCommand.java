package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.simulator.benchmark.BenchmarkRun;
import dev.sagfleet.simulator.benchmark.GrowthChart;
import dev.sagfleet.simulator.benchmark.Section;
import dev.sagfleet.simulator.campaign.Campaign;
import dev.sagfleet.simulator.campaign.CampaignResult;
import dev.sagfleet.simulator.campaign.CampaignRun;
import dev.sagfleet.simulator.fidelity.FidelityResult;
import dev.sagfleet.simulator.fidelity.SmallCampaign;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures how fast and how small the fleet is, beside bare baselines in the same run. */
@Command(
        name = "benchmark",
        description = "Measures how fast and how small the fleet is, beside bare baselines in the same run.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class BenchmarkCommand implements Callable<Integer> {
    /** Set by the launcher, which builds the benchmark of the buckets there. */
    private static final String JMH_DIRECTORY = "sag.benchmarks";

    private static final EnumSet<Section> ONLY_BY_NAME = EnumSet.of(Section.CAMPAIGN, Section.FIDELITY);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..*",
            paramLabel = "SECTION",
            description =
                    "What to measure: commands, connects, api, firmware, rollouts, heap, virtual, rehearsal, relay, shaping"
                            + " or buckets (default: all of these, some 40 minutes); or campaign, which kills controllers in the"
                            + " middle of rollouts and fails if a device was upgraded twice or forgotten (20 minutes); or"
                            + " fidelity, which runs a rollout over sockets and on virtual time and fails if a device"
                            + " fared differently (5 minutes).")
    private List<String> sections = List.of();

    @Option(names = "--quick", description = "Measure hardly anything, only to see that all of it works.")
    private boolean quick;

    @Option(
            names = "--tenfold",
            description = "Also rehearse a campaign with ten times as many devices: 1,000,000 (some minutes, 6 GiB).")
    private boolean tenfold;

    @Option(names = "--picture", paramLabel = "FILE", description = "Draw there how rehearsals grow, in SVG.")
    private Optional<Path> picture = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Set<Section> wanted = sections.isEmpty() ? EnumSet.complementOf(ONLY_BY_NAME) : EnumSet.noneOf(Section.class);
        sections.forEach(name -> wanted.add(section(name)));
        BenchmarkRun run = BenchmarkRun.of(
                wanted, quick, tenfold, Path.of(System.getProperty(JMH_DIRECTORY, "agent/target")), this::tellProgress);
        if (picture.isPresent() && !run.growth().isEmpty()) {
            Files.writeString(picture.get(), GrowthChart.of(run.growth()));
        }
        List<CampaignResult> campaigns = wanted.contains(Section.CAMPAIGN) ? campaigns() : List.of();
        Optional<FidelityResult> fidelity =
                wanted.contains(Section.FIDELITY) ? Optional.of(fidelity()) : Optional.empty();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode root = CampaignJson.added(BenchmarkJson.of(run), campaigns);
            fidelity.ifPresent(result -> FidelityJson.add(root, result));
            out.println(root);
        } else {
            out.print(BenchmarkText.of(run) + CampaignText.of(campaigns));
            fidelity.ifPresent(result -> out.print(FidelityText.of(result)));
        }
        out.flush();
        boolean isSound = campaigns.stream().allMatch(CampaignResult::isSound)
                && fidelity.map(FidelityResult::isFaithful).orElse(true);
        return isSound ? ExitCodes.DONE : ExitCodes.MISSED;
    }

    private List<CampaignResult> campaigns() throws IOException, InterruptedException {
        List<Campaign> wanted = quick
                ? List.of(Campaign.OVER_SOCKETS_QUICK, Campaign.IN_MEMORY_QUICK)
                : List.of(Campaign.OVER_SOCKETS, Campaign.IN_MEMORY);
        List<CampaignResult> results = new ArrayList<>();
        for (Campaign campaign : wanted) {
            tellProgress(campaign.what());
            results.add(CampaignRun.of(campaign, Sag.class, this::tell));
        }
        return results;
    }

    private FidelityResult fidelity() throws IOException, InterruptedException {
        tellProgress("a campaign in both worlds");
        return FidelityResult.of(quick ? SmallCampaign.quick() : SmallCampaign.full(), this::tell);
    }

    private Section section(String name) {
        for (Section section : Section.values()) {
            if (section.name().equalsIgnoreCase(name)) {
                return section;
            }
        }
        String known = Arrays.stream(Section.values())
                .map(section -> section.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        throw new ParameterException(spec.commandLine(), "SECTION: " + name + " (expected: one of " + known + ')');
    }

    /** Not on the output, which may be read by a program. */
    private void tellProgress(String what) {
        tell("measuring " + what);
    }

    private void tell(String what) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(what);
        err.flush();
    }
}
