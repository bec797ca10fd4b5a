package dev.sagfleet.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.Silence;
import dev.sagfleet.agent.protocol.Telemetry;
import dev.sagfleet.agent.protocol.UplinkMessage;
import dev.sagfleet.agent.protocol.Welcome;
import dev.sagfleet.agent.shaping.OfferedLoad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keep-alives and telemetry, over links that need them and over links that do not. */
class RegularSignalsTest {
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);
    private static final Duration TELEMETRY = Duration.ofSeconds(5);
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final long EPOCH = 7;

    private final ManualTime time = new ManualTime();
    private final List<Telemetry> reports = new ArrayList<>();
    private int hellos;
    private int pings;

    /** A controller that welcomes a device and answers its pings for a while. */
    private ScriptedLinks.Controller answering(Duration answers) {
        long untilNanos = time.loop().nanoTime() + answers.toNanos();
        return new ScriptedLinks.Controller() {
            @Override
            public void received(ScriptedLinks.Line line, Envelope<UplinkMessage> envelope) {
                if (envelope.message() instanceof Hello) {
                    hellos++;
                    line.send(EPOCH, new Welcome(KEEP_ALIVE, TELEMETRY));
                } else if (envelope.message() instanceof Telemetry report) {
                    reports.add(report);
                }
            }

            @Override
            public void pinged(ScriptedLinks.Line line) {
                pings++;
                if (time.loop().nanoTime() < untilNanos) {
                    line.pong();
                }
            }
        };
    }

    private Agent connect(boolean noticeSilence, Duration answers) {
        var links = new ScriptedLinks(time.loop(), answering(answers), noticeSilence);
        return time.connect(links, ManualTime.INSTANT_FLASH, 1, new OfferedLoad(0, 1_000_000, 0, 9_000_000));
    }

    @Test
    void overALinkThatTellsNothingOfSilenceADevicePingsAndReports() {
        connect(false, AN_HOUR);

        time.pass(AN_HOUR.minusNanos(1));

        assertThat(pings).isEqualTo(119);
        assertThat(reports).hasSize(720);
        assertThat(hellos).isEqualTo(1);
    }

    @Test
    void overALinkThatNoticesSilenceNothingIsDueBetweenTwoChangesOfState() {
        connect(true, AN_HOUR);
        time.pass(Duration.ofSeconds(1));
        assertThat(hellos).isEqualTo(1);

        assertThat(time.loop().nextDueIn()).isEmpty();
        time.pass(AN_HOUR);

        assertThat(pings).isZero();
        assertThat(reports).isEmpty();
    }

    @Test
    void whatIsReportedWhenAskedForIsWhatWouldHaveBeenReported() {
        connect(false, AN_HOUR);
        time.pass(AN_HOUR);
        Telemetry last = reports.get(reports.size() - 1);
        reports.clear();

        Agent asked = connect(true, AN_HOUR);
        time.pass(Duration.ofNanos(last.uptimeNanos()));
        asked.report();
        time.pass(Duration.ZERO);

        assertThat(last.uplink().other().passedBytes()).isPositive();
        assertThat(reports)
                .filteredOn(report -> report.uptimeNanos() == last.uptimeNanos())
                .containsExactly(last);
    }

    @Test
    void aDeviceThatIsOffOrNotInSessionReportsNothing() {
        Agent agent = connect(true, AN_HOUR);

        agent.report();
        time.pass(Duration.ofSeconds(1));
        agent.disconnect();
        time.pass(Duration.ofSeconds(1));
        agent.report();
        time.pass(Duration.ofSeconds(1));

        assertThat(hellos).isEqualTo(1);
        assertThat(reports).isEmpty();
    }

    @Test
    void aControllerThatIsSilentIsGivenUpAfterAsLongAsTheRuleSays() {
        connect(false, Duration.ZERO);
        time.pass(Duration.ofNanos(1));
        reports.clear();

        time.pass(Duration.ofNanos(Silence.limitNanos(KEEP_ALIVE.toNanos())).minusSeconds(1));
        assertThat(hellos).isEqualTo(1);
        time.pass(Duration.ofSeconds(3));

        assertThat(pings).isEqualTo(1);
        assertThat(hellos).isEqualTo(2);
    }
}
