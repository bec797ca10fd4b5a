package dev.sagfleet.controller.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.event.EventFilter;
import dev.sagfleet.controller.event.EventReader;
import dev.sagfleet.controller.event.Events;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A stream whose reader does not read, and one on which nothing happens; on a clock that stands still. */
class SlowReaderTest {
    private static final ControllerEvent LEFT = new ControllerEvent.Offline(new SerialNumber("box1"), 1);

    private final Events events = new Events(() -> Instant.EPOCH);
    private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());

    SlowReaderTest() {
        channel.freezeTime();
        var stream = new EventStream(
                channel.pipeline().firstContext(), EventReader.since(events, EventFilter.ALL, events.last()));
        stream.begin(HttpVersion.HTTP_1_1, Map.of(), () -> {});
        channel.readOutbound();
    }

    private String written(long millis) {
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        var written = new StringBuilder();
        for (ByteBufHolder part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            written.append(part.content().toString(UTF_8));
            part.release();
        }
        return written.toString();
    }

    private void setReading(boolean reads) {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, reads);
    }

    @Test
    void nothingPilesUpForAReaderThatDoesNotReadAndItLearnsWhatItMissed() {
        setReading(false);
        for (int i = 0; i < Events.EVENTS_MAX + 3; i++) {
            events.publish(LEFT);
        }
        assertThat(written(60_000)).isEmpty();

        setReading(true);

        assertThat(written(50)).startsWith("{\"kind\":\"missed\",\"count\":3}\n{\"sequence\":4,");
    }

    @Test
    void aReaderThatTakesNothingForTwoMinutesIsEndedAndOneThatTakesLittleIsNot() {
        setReading(false);
        written(115_000);
        setReading(true);
        written(16_000);
        setReading(false);
        written(115_000);
        assertThat(channel.isOpen()).isTrue();

        written(10_000);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aBurstIsWrittenInPartsAndNothingOfItIsMissed() {
        for (int i = 0; i < 1_200; i++) {
            events.publish(LEFT);
        }

        assertThat(written(50).lines()).hasSize(500);
        assertThat(written(50).lines()).hasSize(500);
        assertThat(written(50).lines()).hasSize(200).last().asString().startsWith("{\"sequence\":1200,");
    }

    @Test
    void anEmptyLineShowsThatAStreamIsOpen() {
        assertThat(written(14_000)).isEmpty();
        assertThat(written(1_000)).isEqualTo("\n");
        assertThat(written(14_000)).isEmpty();
    }
}
