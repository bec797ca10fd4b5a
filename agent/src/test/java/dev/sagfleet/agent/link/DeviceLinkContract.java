package dev.sagfleet.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.link.LinkWorld.Answer;
import dev.sagfleet.agent.protocol.Applied;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.ChangeRole;
import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.RetryAfter;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UplinkMessage;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every link does, whatever carries it. */
public abstract class DeviceLinkContract {
    private static final SerialNumber SERIAL = new SerialNumber("sag1");
    private static final DeviceKey KEY = new DeviceKey("0".repeat(64));
    private static final long EPOCH = 41;

    private final RecordingOwner owner = new RecordingOwner();
    private LinkWorld world;
    private DeviceLink link;

    /** A controller that listens, and links to it. */
    protected abstract LinkWorld open() throws Exception;

    @BeforeEach
    void begin() throws Exception {
        world = open();
        link = world.links().of(owner);
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void aDeviceHearsThatItIsLetInAndNotBeforeItsCallIsOver() {
        link.connect(SERIAL, KEY);
        assertThat(owner.told).isEmpty();

        world.until("the device is let in", () -> !owner.told.isEmpty());

        assertThat(owner.told).containsExactly("opened");
    }

    @Test
    void whatTheControllerSendsArrivesInItsOrder() {
        connect();
        List<Envelope<DownlinkMessage>> sent = LongStream.rangeClosed(1, 100)
                .mapToObj(revision -> new Envelope<DownlinkMessage>(
                        EPOCH, new ChangeRole("c" + revision, new Revision(revision), HaRole.STANDBY)))
                .toList();

        sent.forEach(world::send);
        world.until("all has arrived", () -> owner.received.size() == sent.size());

        assertThat(owner.received).isEqualTo(sent);
        assertThat(owner.heard).isGreaterThanOrEqualTo(sent.size());
    }

    @Test
    void whatTheDeviceSendsArrivesInItsOrder() {
        connect();
        List<Envelope<UplinkMessage>> sent = LongStream.rangeClosed(1, 100)
                .mapToObj(DeviceLinkContract::applied)
                .toList();

        sent.forEach(link::send);
        world.until("all has arrived", () -> world.received().size() == sent.size());

        assertThat(world.received()).isEqualTo(sent);
    }

    @Test
    void aPingIsHeardAndItsAnswerToo() {
        connect();

        link.ping();
        world.until("the answer is heard", () -> owner.heard > 0);

        assertThat(world.pings()).isEqualTo(1);
        assertThat(owner.told).containsExactly("opened");
    }

    @Test
    void aKeyThatIsRefusedIsToldBeforeTheEnd() {
        world.answer(new Answer.KeyRefused());

        link.connect(SERIAL, KEY);
        world.until("the end is told", () -> owner.closed > 0);

        assertThat(owner.told).containsExactly("keyRefused", "closed");
        assertThat(owner.retryAfter).isZero();
        assertThatTheEndIsToldOnce();
    }

    @Test
    void aDeviceThatIsNotLetInNowHearsHowLongToStayAway() {
        world.answer(new Answer.NotNow(Duration.ofSeconds(30)));

        link.connect(SERIAL, KEY);
        world.until("the end is told", () -> owner.closed > 0);

        assertThat(owner.told).containsExactly("closed");
        assertThat(owner.retryAfter).isEqualTo(Duration.ofSeconds(30));
        assertThatTheEndIsToldOnce();
    }

    @Test
    void aConnectionThatCannotBeMadeIsTold() {
        DeviceLink astray = world.linksToNobody().of(owner);

        astray.connect(SERIAL, KEY);
        assertThat(owner.told).isEmpty();
        world.until("the end is told", () -> owner.closed > 0);

        assertThat(owner.told).containsExactly("closed");
        assertThat(owner.retryAfter).isZero();
    }

    @Test
    void whyTheControllerEndsAConnectionIsTold() {
        connect();

        world.end(CloseCode.TAKEN_OVER, "another one");
        world.until("the end is told", () -> owner.closed > 0);

        assertThat(owner.told).containsExactly("opened", "closed");
        assertThat(owner.reason).contains("another one");
        assertThat(owner.retryAfter).isZero();
        assertThatTheEndIsToldOnce();
    }

    @Test
    void aDeviceThatIsSentAwayHearsForHowLong() {
        connect();

        world.end(CloseCode.TRY_AGAIN_LATER, RetryAfter.reason(Duration.ofSeconds(40), "no room"));
        world.until("the end is told", () -> owner.closed > 0);

        assertThat(owner.retryAfter).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void aConnectionThatBreaksIsTold() {
        connect();

        world.cut();
        world.until("the end is told", () -> owner.closed > 0);

        assertThat(owner.told).containsExactly("opened", "closed");
        assertThatTheEndIsToldOnce();
    }

    @Test
    void whatWasSentBeforeTheDeviceEndsItsConnectionArrivesAndNothingAfter() {
        connect();

        link.send(applied(1));
        link.close();
        assertThat(owner.told).containsExactly("opened");
        link.send(applied(2));
        link.ping();
        world.until("both ends know", () -> owner.closed > 0 && world.ended() > 0);
        link.send(applied(3));
        link.ping();
        link.close();

        // What comes too late is not why it ended.
        assertThat(owner.reason).doesNotContain("Exception");
        assertThatTheEndIsToldOnce();
        assertThat(world.received()).containsExactly(applied(1));
        assertThat(world.pings()).isZero();
    }

    @Test
    void withoutAConnectionNothingIsSentAndNothingEnds() {
        link.send(applied(1));
        link.ping();
        link.close();

        connect();
        link.send(applied(2));
        world.until("it has arrived", () -> !world.received().isEmpty());

        assertThat(owner.told).containsExactly("opened");
        assertThat(world.received()).containsExactly(applied(2));
    }

    @Test
    void aDeviceThatGivesUpWhileItConnectsHearsOfTheEnd() {
        link.connect(SERIAL, KEY);
        link.close();
        world.until("the end is told", () -> owner.closed > 0);

        assertThat(owner.told).containsExactly("closed");
        assertThatTheEndIsToldOnce();
    }

    private void connect() {
        world.answer(new Answer.LetIn());
        int before = owner.opened;
        link.connect(SERIAL, KEY);
        world.until("the device is let in", () -> owner.opened > before);
    }

    /** Another connection comes after all that there was to say of the one before. */
    private void assertThatTheEndIsToldOnce() {
        assertThat(owner.reason).isNotBlank().isNotEqualTo("null");
        connect();

        assertThat(owner.closed).isEqualTo(1);
    }

    private static Envelope<UplinkMessage> applied(long revision) {
        return new Envelope<>(EPOCH, new Applied("c", Aspect.ROLE, new Revision(revision)));
    }
}
