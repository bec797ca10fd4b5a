package dev.sagfleet.controller.rolloutcheck;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.rollout.Dealing;
import dev.sagfleet.controller.rollout.InstallTime;
import dev.sagfleet.controller.rollout.Origin;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.Seat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at a rollout before it starts. Source: rollout rule R20. */
public final class RolloutCheck {
    private static final int OPENINGS_SHOWN = 3;

    private final RolloutPolicy policy;
    private final Instant now;
    private final Matching matching;
    private final List<ZoneWindows> windows;
    private final Dealing.Dealt dealt;

    private RolloutCheck(RolloutPolicy policy, Origin origin, Matching matching, Instant now) {
        this.policy = policy;
        this.now = now;
        this.matching = matching;
        var dealing = new Dealing(origin, policy.order());
        matching.matches().values().forEach(match -> dealing.add(candidate(match)));
        dealt = dealing.deal();
        windows = dealt.zones().stream()
                .map(zone -> new ZoneWindows(policy.window(), zone, now))
                .toList();
    }

    /**
     * What a policy would do with devices. Takes time and memory for each of them, and changes nothing.
     *
     * @param origin the rollout that would be started: its seed and id decide of the order
     * @param images those in the catalogue of the policy's version; the first that fits a device is its
     * @param devices all that there are, whether they match or not
     * @param now when it would be started
     */
    public static CheckReport of(
            RolloutPolicy policy, Origin origin, List<Manifest> images, List<CheckedDevice> devices, Instant now) {
        List<Manifest> fitting = images.stream()
                .filter(image -> image.version().equals(policy.image()))
                .toList();
        var matching = new Matching(policy.targets(), fitting);
        matching.addAll(devices);
        return new RolloutCheck(policy, origin, matching, now).report(!fitting.isEmpty(), devices);
    }

    private CheckReport report(boolean isImageThere, List<CheckedDevice> devices) {
        List<WaveReport> waves = waves();
        List<SerialNumber> irreversible = new ArrayList<>();
        int unknown = 0;
        for (Seat seat : members()) {
            Matching.Match match = match(seat);
            int floor = Math.max(match.device().securityFloor(), match.image().securityIndex());
            if (match.device().runningIndex().isEmpty()) {
                unknown++;
            } else if (match.device().runningIndex().getAsInt() < floor) {
                irreversible.add(seat.serial());
            }
        }
        Optional<WaveGate> canary =
                waves.stream().flatMap(wave -> wave.gate().stream()).findFirst();
        var report = new CheckReport(
                policy,
                dealt.belonging(),
                dealt.seats().size() - dealt.belonging(),
                dealt.members(),
                matching.filters(devices),
                waves,
                canary.map(gate -> DetectionRate.of(gate.size(), gate.halting())),
                canary.map(gate -> forecast()),
                openings(),
                irreversible,
                unknown,
                List.of());
        return Findings.with(report, isImageThere, matching);
    }

    private List<Seat> members() {
        return dealt.seats().subList(0, dealt.belonging());
    }

    private Matching.Match match(Seat seat) {
        return requireNonNull(matching.matches().get(seat.serial()), "match");
    }

    private static Dealing.Candidate candidate(Matching.Match match) {
        CheckedDevice device = match.device();
        long seconds = StrictMath.min(Integer.MAX_VALUE, work(match, 0, 0).millis() / 1_000 + 1);
        return new Dealing.Candidate(
                device.serial(),
                device.site(),
                device.batch(),
                device.zone(),
                match.image().digest(),
                device.running(),
                Math.toIntExact(seconds),
                match.listed());
    }

    private static ForecastRun.Work work(Matching.Match match, int site, int zone) {
        DeviceModel model = match.device().model();
        Duration install = InstallTime.of(model).likely();
        return new ForecastRun.Work(
                site, zone, match.device().link(), match.image().sizeBytes(), install);
    }

    private List<WaveReport> waves() {
        List<WaveReport> waves = new ArrayList<>();
        List<Integer> ends = policy.waveEnds(dealt.belonging());
        int begin = 0;
        for (int wave = 0; wave < ends.size(); wave++) {
            int end = ends.get(wave);
            boolean isRest = wave >= policy.waves().size();
            waves.add(new WaveReport(
                    wave + 1,
                    isRest ? Optional.empty() : policy.plan(wave).name(),
                    end - begin,
                    Math.toIntExact(members().subList(begin, end).stream()
                            .mapToInt(Seat::site)
                            .distinct()
                            .count()),
                    end > begin ? Optional.of(WaveGate.of(policy, wave, end - begin)) : Optional.empty(),
                    policy.plan(wave).soak(),
                    policy.plan(wave).approve() && wave + 1 < ends.size(),
                    isRest));
            begin = end;
        }
        return waves;
    }

    private Forecast forecast() {
        List<ForecastRun.Work> works = members().stream()
                .map(seat -> work(match(seat), seat.site(), seat.zone()))
                .toList();
        return new ForecastRun(policy, windows, now).run(works, policy.waveEnds(dealt.belonging()));
    }

    private List<Openings> openings() {
        if (policy.window().isEmpty()) {
            return List.of();
        }
        int[] members = new int[dealt.zones().size()];
        members().forEach(seat -> members[seat.zone()]++);
        List<Openings> openings = new ArrayList<>();
        for (int zone = 0; zone < members.length; zone++) {
            ZoneId id = dealt.zones().get(zone);
            openings.add(new Openings(id, members[zone], windows.get(zone).next(now, OPENINGS_SHOWN)));
        }
        return openings;
    }
}
