package dev.sagfleet.simulator.counted;

import dev.sagfleet.agent.firmware.Checkpoint;
import dev.sagfleet.agent.protocol.Digest;
import java.util.Optional;

/**
 * How a checkpoint of bytes that were only counted is written down: with the digest that all of them will have. Whoever
 * hashes real bytes takes it for nothing that can be gone on with, and the other way round.
 */
final class CountedBytes {
    private static final String PREFIX = "counted ";

    static Checkpoint checkpoint(long bytes, Digest image) {
        return bytes == 0 ? Checkpoint.START : new Checkpoint(bytes, PREFIX + image.hex());
    }

    /** The digest that all bytes will have; nothing if they were not counted, or there are none. */
    static Optional<Digest> image(Checkpoint checkpoint) {
        String state = checkpoint.hashState();
        return state.startsWith(PREFIX) ? parse(state.substring(PREFIX.length())) : Optional.empty();
    }

    private static Optional<Digest> parse(String hex) {
        try {
            return Optional.of(new Digest(hex));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private CountedBytes() {}
}
