package dev.sagfleet.simulator.counted;

import dev.sagfleet.agent.link.ImageFetch;
import dev.sagfleet.agent.link.ImageFetches;
import dev.sagfleet.agent.timing.Loop;

/**
 * How the devices of one loop fetch images without any bytes. They pass as fast as the controller has reserved room for
 * them, and the device's own limits let them beside its traffic; when that is over is worked out, not waited for piece by
 * piece. A checkpoint that nobody asks for is not told.
 */
public final class CountedFetches implements ImageFetches {
    private final Loop loop;
    private final ImagePort port;

    /** @param port that tells what it has to tell on this loop */
    public CountedFetches(Loop loop, ImagePort port) {
        this.loop = loop;
        this.port = port;
    }

    @Override
    public ImageFetch of(ImageFetch.Owner owner) {
        return new CountedFetch(this, owner);
    }

    Loop loop() {
        return loop;
    }

    ImagePort port() {
        return port;
    }
}
