package dev.sagfleet.simulator.fidelity;

import dev.sagfleet.simulator.fleet.FleetDefinition;
import java.time.Duration;
import java.time.Instant;

/**
 * A campaign that is run twice.
 *
 * @param fleet with what goes wrong, keyed by attempt and byte, since a second more or less is no other story
 * @param rollout the text of its file
 * @param imageBytes of the image
 * @param windows how often its window opens, counted from the hour; zero if it is always open
 */
public record SmallCampaign(FleetDefinition fleet, String rollout, long imageBytes, Duration windows) {
    static final String VERSION = "2.5.0";

    private static final Duration BEFORE_WINDOW = Duration.ofSeconds(5);

    private static final String FLEET =
            """
            region: cn-shanghai
            ccn: {name: ccn}
            instances:
              - {model: SAG-100WM, count: %1$d, bandwidth: 20, firmware: {2.3.9: 20%%, 2.4.0: 80%%}}
              - {model: SAG-1000, count: %2$d, bandwidth: 100, firmware: 2.4.0}
              - {model: APP, count: %3$d, users: 5, firmware: 2.4.0}
            delays:
              SAG-100WM: {boot: %4$s, connect: 50ms, verify: %5$s, install: %6$s}
              SAG-1000: {boot: %4$s, connect: 50ms, verify: %5$s, install: %6$s}
              APP: {boot: %4$s, connect: 50ms, verify: %5$s, install: %6$s}
            firmwareFaults:
              models:
                SAG-100WM: {range: 8%%, expire: 8%%, space: 4%%, flash: 4%%, torn: 8%%, power@installing: 8%%, boot: 4%%, check: 6%%%7$s}
                SAG-1000: {flash: 5%%, power@installing: 10%%, torn@armed: 10%%, check: 5%%%7$s}
                APP: {check: 10%%%7$s}
            """;

    /** What devices answer by waiting, for 10 s at least. */
    private static final String LONGER = ", drop@50%: 10%, stall@50%: 3%, corrupt: 3%, tunnel: 3%";

    private static final String ROLLOUT =
            """
            name: twice
            image: %s
            targets: {models: [SAG-100WM, SAG-1000, APP], version: "< %s"}
            waves: [{name: canary, count: 20, soak: 2s}, {percent: 40}, {percent: 100}]
            advance: {success: 1%%}
            halt: {failures: 99%%, least: 1000}
            pace: {perMinute: 100000}
            retries: {transport: 3, verify: 1, boot: 0, wait: 1s..3s}
            %s
            """;

    /** 200 devices that take seconds, in a window that opens shortly after the start. */
    public static SmallCampaign full() {
        return new SmallCampaign(
                fleet(120, 60, 4, "{from: 2s, to: 4s}", "{from: 1200ms, to: 2s}", "{from: 1500ms, to: 3s}", LONGER),
                rollout("window: {cron: \"0 0/10 * * * ?\", for: 9m, zone: UTC}"),
                2 << 20,
                Duration.ofMinutes(10));
    }

    /** 200 devices that take hardly any time. */
    public static SmallCampaign quick() {
        return new SmallCampaign(
                fleet(120, 60, 4, "200ms", "100ms", "100ms", ""), rollout(""), 256 << 10, Duration.ZERO);
    }

    /** How long to wait for a start shortly before the next window: a story at the edge of one is another story in each world. */
    Duration untilStart(Instant now) {
        if (windows.isZero()) {
            return Duration.ZERO;
        }
        long span = windows.toMillis();
        long intoMillis = Math.floorMod(now.plus(BEFORE_WINDOW).toEpochMilli(), span);
        return Duration.ofMillis(span - intoMillis);
    }

    private static FleetDefinition fleet(
            int small, int large, int apps, String boot, String verify, String install, String more) {
        return new FleetDefinition("twice.yaml", FLEET.formatted(small, large, apps, boot, verify, install, more), 7);
    }

    private static String rollout(String window) {
        return ROLLOUT.formatted(VERSION, VERSION, window);
    }
}
