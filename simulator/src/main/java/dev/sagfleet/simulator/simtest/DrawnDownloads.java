package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.controller.firmware.DownloadSettings;
import dev.sagfleet.controller.firmware.Egress;
import dev.sagfleet.simulator.time.Seed;
import java.time.Duration;
import java.util.Optional;

/** How the controller of a world serves images: in some there is little room for them, in some links are soon good no more. */
final class DrawnDownloads {
    private static final Bandwidth LITTLE = Bandwidth.ofMegabits(30);
    private static final Duration SOON = Duration.ofSeconds(20);

    static DownloadSettings of(SimOptions options) {
        Seed seed = new Seed(options.seed()).at("simtest downloads");
        Optional<Bandwidth> egress =
                seed.fraction("little room") < 0.3 ? Optional.of(LITTLE) : DownloadSettings.DEFAULT.egress();
        Duration lifetime = seed.fraction("short links") < 0.3 ? SOON : DownloadSettings.DEFAULT.linkLifetime();
        return new DownloadSettings(egress, Egress.DOWNLOADS_MAX, lifetime, DownloadSettings.DEFAULT.patience());
    }

    private DrawnDownloads() {}
}
