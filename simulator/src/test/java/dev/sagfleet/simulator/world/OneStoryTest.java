package dev.sagfleet.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.simulator.world.OneStory.Ending;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One story on two clocks: over sockets and SQLite, and on virtual time in memory. */
class OneStoryTest {
    /** So long that no call goes on without an answer. */
    private static final Duration ANSWER_WAIT = Duration.ofSeconds(30);

    @Test
    void itEndsAlikeOnBothClocksDeviceByDeviceAndRowByRow(@TempDir Path directory) throws IOException {
        Ending virtual;
        try (Stage stage = new VirtualStage(OneStory.FLEET, ANSWER_WAIT)) {
            virtual = OneStory.playOn(stage);
        }
        Ending live;
        try (Stage stage = new LiveStage(OneStory.FLEET, ANSWER_WAIT, directory)) {
            live = OneStory.playOn(stage);
        }

        assertThat(live.answers()).containsExactlyElementsOf(virtual.answers());
        assertThat(live.states()).hasSizeGreaterThan(150).containsExactlyEntriesOf(virtual.states());
        assertThat(live.rows()).containsExactlyElementsOf(virtual.rows());
        for (String end : List.of("2.6.0 COMMITTED NONE true", "2.7.0 ROLLED_BACK LOCAL_CHECK", "CANCELED CANCELED")) {
            assertThat(live.rows()).as(end).anyMatch(row -> row.startsWith("job ") && row.contains(end));
        }
    }
}
