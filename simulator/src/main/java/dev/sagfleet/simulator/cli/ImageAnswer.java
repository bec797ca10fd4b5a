package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.simulator.text.ImageText;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How an image is shown. */
final class ImageAnswer {
    /** For an answer that comes once all bytes of an image are hashed. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    @Option(names = "--json", description = "Show it as one line of JSON, with all that there is of it.")
    private boolean json;

    String text(JsonNode image) {
        return json ? image + "\n" : ImageText.of(image);
    }

    /** A client that waits so long. */
    static Http patient() {
        return new Http(PATIENCE, System::nanoTime);
    }
}
