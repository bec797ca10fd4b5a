package dev.sagfleet.controller.event;

import static dev.sagfleet.controller.event.Events.EVENTS_MAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What readers get of the events of many threads, each at its own pace. */
class EventReaderTest {
    private static final SerialNumber BOX1 = new SerialNumber("box1");
    private static final SerialNumber BOX2 = new SerialNumber("box2");
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    private final Events events = new Events(() -> NOW);

    private static ControllerEvent left(SerialNumber serial) {
        return new ControllerEvent.Offline(serial, 1);
    }

    private static ControllerEvent suspended(SerialNumber serial) {
        return new ControllerEvent.AccelerationChanged(serial, FirmwareVersion.parse("2.3.9"), true);
    }

    private void publish(int count) {
        for (int i = 0; i < count; i++) {
            events.publish(left(BOX1));
        }
    }

    private static List<Long> sequences(EventReader.Batch batch) {
        return batch.events().stream().map(LoggedEvent::sequence).toList();
    }

    @Test
    void eventsComeOnceAndInOrderAndNoMoreAtATimeThanAskedFor() {
        EventReader reader = EventReader.since(events, EventFilter.ALL, 0);
        assertThat(reader.read(2).events()).isEmpty();
        events.publish(left(BOX1));
        events.publish(suspended(BOX2));
        events.publish(left(BOX2));

        assertThat(reader.read(2))
                .isEqualTo(new EventReader.Batch(
                        0, List.of(new LoggedEvent(1, NOW, left(BOX1)), new LoggedEvent(2, NOW, suspended(BOX2)))));
        assertThat(sequences(reader.read(2))).containsExactly(3L);
        assertThat(reader.read(2).events()).isEmpty();
    }

    @Test
    void aReaderGetsOnlyWhatItsFilterLetsPass() {
        events.publish(left(BOX1));
        events.publish(suspended(BOX1));
        events.publish(left(BOX2));
        events.publish(suspended(BOX2));
        var offline = new EventFilter(Set.of(), Set.of(EventKind.OFFLINE));
        var second = new EventFilter(Set.of(BOX2), Set.of());
        var both = new EventFilter(Set.of(BOX2), Set.of(EventKind.OFFLINE));

        assertThat(sequences(EventReader.since(events, offline, 0).read(9))).containsExactly(1L, 3L);
        assertThat(sequences(EventReader.since(events, second, 0).read(9))).containsExactly(3L, 4L);
        assertThat(sequences(EventReader.since(events, both, 0).read(9))).containsExactly(3L);
    }

    @Test
    void theLatestAreCountedAmongThoseThatPass() {
        events.publish(left(BOX2));
        publish(5);
        events.publish(left(BOX2));
        publish(5);
        var second = new EventFilter(Set.of(BOX2), Set.of());

        assertThat(sequences(EventReader.withLast(events, second, 1).read(9))).containsExactly(7L);
        assertThat(sequences(EventReader.withLast(events, second, 2).read(9))).containsExactly(1L, 7L);
        assertThat(sequences(EventReader.withLast(events, second, 3).read(9))).containsExactly(1L, 7L);
        assertThat(sequences(EventReader.withLast(events, second, 0).read(9))).isEmpty();
    }

    @Test
    void aReaderThatIsTooSlowLearnsHowManyItMissedAndGoesOn() {
        EventReader reader = EventReader.since(events, EventFilter.ALL, 0);
        publish(EVENTS_MAX + 7);

        EventReader.Batch batch = reader.read(3);

        assertThat(batch.missed()).isEqualTo(7);
        assertThat(sequences(batch)).containsExactly(8L, 9L, 10L);
        assertThat(reader.read(EVENTS_MAX).missed()).isZero();
    }

    private static ControllerEvent refusedCall(String requestId) {
        return new ControllerEvent.Called(
                Optional.empty(), requestId, 400, Optional.of("MissingAction"), Optional.empty(), Optional.empty());
    }

    @Test
    void callsThatWereNotLetInPushOutNothingElse() {
        events.publish(left(BOX1));
        for (int i = 0; i < 3 * EVENTS_MAX; i++) {
            events.publish(refusedCall("request-" + i));
        }
        events.publish(left(BOX2));
        var devices = new EventFilter(Set.of(BOX1, BOX2), Set.of());

        EventReader.Batch ofDevices = EventReader.since(events, devices, 0).read(EVENTS_MAX);
        EventReader.Batch all = EventReader.since(events, EventFilter.ALL, 0).read(EVENTS_MAX);

        assertThat(ofDevices.missed()).isZero();
        assertThat(sequences(ofDevices)).containsExactly(1L, 2L);
        assertThat(all.events()).hasSize(Events.REFUSED_MAX + 2);
        assertThat(all.events().get(0).event()).isEqualTo(left(BOX1));
        assertThat(all.events().get(Events.REFUSED_MAX + 1).event()).isEqualTo(left(BOX2));
        assertThat(sequences(all)).isSorted();
    }

    @Test
    void callsThatWereNotLetInComeInTheirPlaceAndAreMissedByWhoeverIsTooSlow() {
        EventReader reader = EventReader.fromNow(events, EventFilter.ALL);
        events.publish(left(BOX1));
        events.publish(refusedCall("a"));
        events.publish(left(BOX2));
        events.publish(refusedCall("b"));

        assertThat(reader.read(9).events())
                .extracting(LoggedEvent::event)
                .containsExactly(left(BOX1), refusedCall("a"), left(BOX2), refusedCall("b"));
        assertThat(EventReader.withLast(events, EventFilter.ALL, 3).read(9).events())
                .extracting(LoggedEvent::event)
                .containsExactly(refusedCall("a"), left(BOX2), refusedCall("b"));
        assertThat(EventReader.fromNow(events, EventFilter.ALL).read(9).events())
                .isEmpty();

        for (int i = 0; i < Events.REFUSED_MAX + 5; i++) {
            events.publish(refusedCall("c" + i));
        }
        assertThat(reader.read(1).missed()).isEqualTo(5);
    }

    @Test
    void ofManyThreadsEachEventIsReadOrCountedAsMissed() throws InterruptedException {
        int threads = 4;
        int each = 30_000;
        EventReader reader = EventReader.since(events, EventFilter.ALL, 0);
        List<Thread> publishers = IntStream.range(0, threads)
                .mapToObj(i -> new Thread(() -> publish(each)))
                .toList();
        publishers.forEach(Thread::start);

        List<Long> read = new ArrayList<>();
        long missed = 0;
        while (read.size() + missed < (long) threads * each) {
            EventReader.Batch batch = reader.read(100);
            missed += batch.missed();
            read.addAll(sequences(batch));
        }
        for (Thread publisher : publishers) {
            publisher.join();
        }

        assertThat(read).isSorted().doesNotHaveDuplicates();
        assertThat(read.size() + missed).isEqualTo((long) threads * each);
        assertThat(sequences(EventReader.withLast(events, EventFilter.ALL, EVENTS_MAX)
                        .read(EVENTS_MAX)))
                .isEqualTo(LongStream.rangeClosed(events.ring().oldest(), events.last())
                        .boxed()
                        .toList());
    }

    @Test
    void aKindIsKnownByItsLabel() {
        for (EventKind kind : EventKind.values()) {
            assertThat(EventKind.of(kind.label())).isEqualTo(kind);
        }
        assertThatThrownBy(() -> EventKind.of("Offline"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: online, offline, ");
    }
}
