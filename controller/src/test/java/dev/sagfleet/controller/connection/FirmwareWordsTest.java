package dev.sagfleet.controller.connection;

import static dev.sagfleet.controller.inventory.StoredInventory.RUN;
import static dev.sagfleet.controller.inventory.UpgradingBox.IMAGE;
import static dev.sagfleet.controller.inventory.UpgradingBox.OLD_DIGEST;
import static dev.sagfleet.controller.inventory.UpgradingBox.SERIAL;
import static dev.sagfleet.controller.inventory.UpgradingBox.UPGRADES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.DownloadLink;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.Holdings;
import dev.sagfleet.agent.protocol.LinkWanted;
import dev.sagfleet.agent.protocol.ProgressRecorded;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.UplinkMessage;
import dev.sagfleet.agent.timing.RepeatedFailure;
import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.event.EventFilter;
import dev.sagfleet.controller.event.EventKind;
import dev.sagfleet.controller.event.EventReader;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.Incarnation;
import dev.sagfleet.controller.inventory.RolloutListener;
import dev.sagfleet.controller.inventory.StoredInventory;
import dev.sagfleet.controller.inventory.UpgradingBox;
import dev.sagfleet.controller.session.SessionEvent;
import dev.sagfleet.controller.session.SessionTiming;
import dev.sagfleet.controller.telemetry.TrafficReports;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What a device says of its jobs over its connection, from the frame to the record and back. */
class FirmwareWordsTest {
    private final Events events = new Events(InstantSource.system());
    private final HandWire wire = new HandWire();
    private StoredInventory inventory;
    private FailingStore store;
    private UpgradingBox box;
    private SessionEnvironment environment;
    private SessionHost session;
    private long sequence;

    /** A box in session that was ordered an image. */
    @BeforeEach
    void open(@TempDir Path directory) {
        var sessions = new SessionRegistry();
        inventory = new StoredInventory(directory, sessions);
        box = new UpgradingBox(inventory);
        store = new FailingStore(inventory.store());
        var recorder = new SessionRecorder(
                store,
                (serial, aspect, revision, refusal) -> {},
                new TrafficReports(InstantSource.system()),
                events,
                InstantSource.system(),
                new LateTasks(),
                Duration.ofMinutes(1),
                RUN,
                UPGRADES,
                RolloutListener.NONE);
        environment = new SessionEnvironment(SessionTiming.DEFAULT, () -> 1, sessions, recorder);
        session = new SessionHost(SERIAL, wire, environment);
        session.begin();
        say(0, UpgradingBox.hello("boot-1", Holdings.NONE, Optional.of(UpgradingBox.report(Optional.empty()))));
        awaitCommits();
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    private void say(long epoch, UplinkMessage message) {
        session.post(new SessionEvent.Received(new Envelope<>(epoch, message)));
    }

    private void awaitCommits() {
        inventory.change(transaction -> {});
        inventory.change(transaction -> {});
    }

    private FirmwareProgress progress(String job, UpdateState state, int percent) {
        sequence++;
        return new FirmwareProgress(job, 1, 1, sequence, state, percent, UpdateCode.NONE, OLD_DIGEST);
    }

    private List<UpdateState> events() {
        return changes().stream().map(ControllerEvent.JobChanged::state).toList();
    }

    private List<ControllerEvent.JobChanged> changes() {
        var filter = new EventFilter(Set.of(), Set.of(EventKind.UPGRADE));
        return EventReader.withLast(events, filter, 1_000).read(1_000).events().stream()
                .map(logged -> (ControllerEvent.JobChanged) logged.event())
                .toList();
    }

    @Test
    void anEndIsAcknowledgedOnceItIsOnRecord() {
        FirmwareJob job = box.order(IMAGE);

        say(1, progress(job.id(), UpdateState.DOWNLOADING, 10));
        awaitCommits();
        assertThat(wire.notices).isEmpty();
        say(1, progress(job.id(), UpdateState.FAILED, 10));
        awaitCommits();

        assertThat(box.job(job).state()).isEqualTo(UpdateState.FAILED);
        assertThat(wire.notices).containsExactly(new ProgressRecorded(job.id(), 1));
    }

    @Test
    void whatTheStoreCannotKeepIsNotAcknowledged() {
        FirmwareJob job = box.order(IMAGE);
        store.isFull = true;

        say(1, progress(job.id(), UpdateState.FAILED, 10));
        awaitCommits();

        assertThat(wire.notices).isEmpty();
        assertThat(box.job(job).isOpen()).isTrue();
    }

    @Test
    void percentsAreNoEventsAndAnEndIsOne() {
        FirmwareJob job = box.order(IMAGE);
        for (int percent = 0; percent <= 100; percent += 10) {
            say(1, progress(job.id(), UpdateState.DOWNLOADING, percent));
            awaitCommits();
        }
        say(1, progress(job.id(), UpdateState.VERIFYING, 100));
        awaitCommits();
        var end = progress(job.id(), UpdateState.FAILED, 100);
        say(1, end);
        say(1, end);
        awaitCommits();

        assertThat(events()).containsExactly(UpdateState.DOWNLOADING, UpdateState.FAILED);
        assertThat(events.count(EventKind.UPGRADE)).isEqualTo(2);
    }

    @Test
    void aLinkIsForAJobThatTheDeviceHas() {
        FirmwareJob job = box.order(IMAGE);

        say(1, new LinkWanted(job.id(), 1));
        say(1, new LinkWanted("fw-99", 1));
        awaitCommits();
        awaitCommits();

        assertThat(wire.notices).hasSize(1);
        DownlinkMessage link = wire.notices.get(0);
        assertThat(link).isInstanceOf(DownloadLink.class);
        assertThat(((DownloadLink) link).link()).contains(IMAGE.digest().hex()).contains("job=" + job.id());
    }

    @Test
    void whatIsSaidOfAnUnknownJobLeavesNoTraceAndIsNotSaidForEver() {
        say(1, progress("fw-7", UpdateState.COMMITTED, 100));
        awaitCommits();

        assertThat(box.jobs()).isEmpty();
        assertThat(wire.notices).containsExactly(new ProgressRecorded("fw-7", 1));
        assertThat(events()).isEmpty();
    }

    @Test
    void whatTheHelloSaysOfAJobIsAnEventToo() {
        FirmwareJob job = box.order(IMAGE);
        Hello hello = UpgradingBox.hello(
                "boot-1",
                UpgradingBox.holding(Aspect.FIRMWARE, 1),
                Optional.of(UpgradingBox.report(Optional.of(progress(job.id(), UpdateState.FAILED, 5)))));
        session.post(new SessionEvent.Disconnected());
        var again = new HandWire();

        var other = new SessionHost(SERIAL, again, environment);
        other.begin();
        other.post(new SessionEvent.Received(new Envelope<>(0, hello)));
        awaitCommits();

        assertThat(box.job(job).state()).isEqualTo(UpdateState.FAILED);
        assertThat(events()).containsExactly(UpdateState.FAILED);
        assertThat(again.notices).as("the Welcome acknowledges it").isEmpty();
    }

    /** Firmware rule F18: it is an event once, although the job is as committed as before. */
    @Test
    void aCommitThatTurnsOutWrongIsAnEventToo() {
        FirmwareJob job = box.order(IMAGE);
        say(1, new FirmwareProgress(job.id(), 1, 2, 1, UpdateState.COMMITTED, 100, UpdateCode.NONE, IMAGE.digest()));
        awaitCommits();
        var given = new FirmwareProgress(
                job.id(), 1, 5, 1, UpdateState.COMMITTED, 100, UpdateCode.CRASHED_LATER, OLD_DIGEST);
        say(1, given);
        awaitCommits();
        say(1, given);
        awaitCommits();

        assertThat(box.job(job).hasSucceeded()).isFalse();
        assertThat(changes())
                .extracting(ControllerEvent.JobChanged::state, ControllerEvent.JobChanged::code)
                .containsExactly(
                        tuple(UpdateState.COMMITTED, UpdateCode.NONE),
                        tuple(UpdateState.COMMITTED, UpdateCode.CRASHED_LATER));
        assertThat(changes())
                .extracting(ControllerEvent.JobChanged::isTakenBack)
                .containsExactly(false, true);
    }

    /** The controller has only just started, and has not been there for a whole trial. */
    @Test
    void aFallbackRightAfterAStartIsNotHeldAgainstTheDevice() {
        FirmwareJob job = box.order(IMAGE);
        say(
                1,
                new FirmwareProgress(
                        job.id(),
                        1,
                        3,
                        1,
                        UpdateState.ROLLED_BACK,
                        100,
                        UpdateCode.CONTROLLER_UNREACHABLE,
                        OLD_DIGEST));
        awaitCommits();

        assertThat(box.job(job).excused()).isTrue();
    }

    /** However much it says, of however many jobs: a few words of it wait, and its one job is one row. */
    @Test
    @Tag("attack")
    void aMillionWordsTakeNoRoom() {
        FirmwareJob job = box.order(IMAGE);
        int words = 1_000_000 * Integer.getInteger("attack.scale", 1);
        var records = new FirmwareWords(
                events,
                UPGRADES,
                RolloutListener.NONE,
                () -> new Incarnation(RUN, true),
                InstantSource.system(),
                new RepeatedFailure(LoggerFactory.getLogger(FirmwareWordsTest.class), System::nanoTime));
        FirmwareWords.Said waiting = FirmwareWords.Said.of(session, progress(job.id(), UpdateState.OFFERED, 0));
        for (int i = 0; i < words; i++) {
            UpdateState state = i % 3 == 0 ? UpdateState.FAILED : UpdateState.DOWNLOADING;
            waiting = records.merge(
                    waiting, FirmwareWords.Said.of(session, progress("fw-" + (i % 1_000), state, i % 101)));
        }
        assertThat(waiting.progress()).hasSizeLessThanOrEqualTo(FirmwareWords.WORDS_MAX);

        for (int i = 0; i < 20_000; i++) {
            say(1, progress(i % 2 == 0 ? job.id() : "fw-" + i, UpdateState.DOWNLOADING, i % 101));
        }
        awaitCommits();
        assertThat(box.jobs()).hasSize(1);
        assertThat(wire.closes).isEmpty();
    }
}
