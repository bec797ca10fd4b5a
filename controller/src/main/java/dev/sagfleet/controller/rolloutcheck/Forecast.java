package dev.sagfleet.controller.rolloutcheck;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long a rollout takes if all devices are connected and well, and whoever must agree does so at once.
 *
 * @param waves when each of them opens and may be passed, from the start on; an empty one at once
 * @param finish from the start on; absent if its windows end before it does
 * @param bytes of all downloads together
 * @param peakBitsPerSecond the largest rate of all downloads together
 * @param tooLong members that take longer than a window is open
 */
public record Forecast(
        List<WaveTimes> waves, Optional<Duration> finish, long bytes, long peakBitsPerSecond, int tooLong) {
    /** When a wave opens, and when enough of it have succeeded and soaked. */
    public record WaveTimes(Duration opens, Duration passes) {
        public WaveTimes {
            requireNonNull(opens, "opens");
            requireNonNull(passes, "passes");
        }
    }

    public Forecast {
        waves = List.copyOf(waves);
        requireNonNull(finish, "finish");
    }
}
