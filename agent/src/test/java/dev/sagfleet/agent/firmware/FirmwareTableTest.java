package dev.sagfleet.agent.firmware;

import static dev.sagfleet.agent.firmware.Devices.NEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.firmware.FirmwareBoot.Fetching;
import dev.sagfleet.agent.firmware.FirmwareBoot.Line;
import dev.sagfleet.agent.firmware.FirmwareBoot.Uplink;
import dev.sagfleet.agent.firmware.FirmwareEvent.TimerDue;
import dev.sagfleet.agent.protocol.Applied;
import dev.sagfleet.agent.protocol.CancelUpgrade;
import dev.sagfleet.agent.protocol.DownloadLink;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.LinkWanted;
import dev.sagfleet.agent.protocol.ProgressRecorded;
import dev.sagfleet.agent.protocol.Refused;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.UplinkMessage;
import dev.sagfleet.agent.timing.Timer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What comes of each event in each state: every pair stands in a table, and is as it says. */
class FirmwareTableTest {
    private static final String TABLE = "/firmware/table.txt";
    private static final long NOW_MILLIS = TestDevice.BEGIN_MILLIS;
    private static final long STARTED_NANOS = Duration.ofHours(1).toNanos();

    private static final Map<String, FirmwareBoot> STATES = states();
    private static final Map<String, FirmwareEvent> EVENTS = events();

    private static Map<String, FirmwareBoot> states() {
        Map<String, FirmwareBoot> states = new LinkedHashMap<>();
        states.put("NONE", inSession(Devices.FACTORY));
        for (UpdateState state : UpdateState.values()) {
            if (state != UpdateState.IDLE && state != UpdateState.BRICKED) {
                states.put(state.name(), inSession(FirmwareStates.of(state)));
            }
        }
        states.computeIfPresent("TRIAL", (name, boot) -> boot.with(new Uplink(Line.IN_SESSION, false, true, false, 0)));
        states.put(
                "TRIAL/checked", inSession(FirmwareStates.of(UpdateState.TRIAL)).withLocalChecks(UpdateCode.NONE));
        states.put("TRIAL/old", inSession(FirmwareStates.returned()));
        states.computeIfPresent("DOWNLOADING", (name, boot) -> boot.with(Fetching.NONE.begun(0)));
        states.computeIfPresent("WAIT_ACTIVATE", (name, boot) -> boot.withUserAsked(true));
        states.computeIfPresent("ARMED", (name, boot) -> boot.stopped());
        states.computeIfPresent("REBOOTING", (name, boot) -> boot.stopped());
        return states;
    }

    /** As it is while it runs, in session, with the controller told of it. */
    private static FirmwareBoot inSession(FirmwareState state) {
        var boot =
                FirmwareBoot.of(state).started(STARTED_NANOS).with(new Uplink(Line.IN_SESSION, false, false, false, 0));
        var turn = new Turn(Devices.BOX, boot, STARTED_NANOS, NOW_MILLIS);
        return turn.over().next();
    }

    private static Map<String, FirmwareEvent> events() {
        Map<String, FirmwareEvent> events = new LinkedHashMap<>();
        for (FirmwareEvent event : List.of(
                new FirmwareEvent.Started(),
                new FirmwareEvent.Connected(),
                new FirmwareEvent.Welcomed(false),
                new FirmwareEvent.Disconnected(),
                new FirmwareEvent.Ordered(Release.of("2.6.0").order("other", 2)),
                new FirmwareEvent.CancelOrdered(new CancelUpgrade("command-2", new Revision(2), "job")),
                new FirmwareEvent.LinkGiven(new DownloadLink("job", 1, "/firmware/other")),
                new FirmwareEvent.Recorded(new ProgressRecorded("job", 1)),
                new FirmwareEvent.FetchProgress(TestDevice.at(Firmware.CHECKPOINT_BYTES)),
                new FirmwareEvent.Fetched(TestDevice.at(Release.SIZE)),
                Devices.broken(57),
                new FirmwareEvent.Verified(NEW.digest()),
                new FirmwareEvent.UserAgreed(),
                new FirmwareEvent.UserPostponed(NOW_MILLIS + 60_000),
                new FirmwareEvent.Installed(),
                new FirmwareEvent.InstallFailed(),
                new FirmwareEvent.LocalChecksDone(UpdateCode.NONE),
                new FirmwareEvent.Crashed(),
                new TimerDue(),
                new FirmwareEvent.Flashed(FirmwareVersion.parse("2.2.0")))) {
            events.put(event.getClass().getSimpleName(), event);
        }
        return events;
    }

    @Test
    void everyPairIsAsTheTableSays() throws IOException {
        List<String> found = new ArrayList<>();
        STATES.forEach((state, boot) -> EVENTS.forEach((name, event) -> found.add(state
                + ' '
                + name
                + ' '
                + outcome(boot, event, state.equals("WAIT_ACTIVATE") ? Devices.CLIENT : Devices.BOX))));

        assertThat(found).hasSize(19 * 20).containsExactlyElementsOf(table());
    }

    private static List<String> table() throws IOException {
        try (InputStream table = FirmwareTableTest.class.getResourceAsStream(TABLE)) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.replaceAll(" +", " "))
                    .toList();
        }
    }

    /** A start is one of the slot that the boot loader picks; what is due is so when it is due. */
    private static String outcome(FirmwareBoot running, FirmwareEvent event, FirmwareSetup setup) {
        boolean starts = event instanceof FirmwareEvent.Started;
        var boot = starts ? FirmwareBoot.of(BootLoader.start(running.state())) : running;
        boolean waits = event instanceof TimerDue && boot.dueAtNanos() != Timer.NEVER;
        long waitNanos = waits ? boot.dueAtNanos() - STARTED_NANOS : 0;

        var step = Firmware.step(setup, boot, event, STARTED_NANOS + waitNanos, NOW_MILLIS + waitNanos / 1_000_000);

        String letters = step.effects().stream().map(FirmwareTableTest::letter).reduce("", String::concat);
        String before = name(boot.state());
        String after = name(step.next().state());
        return letters.isEmpty() && before.equals(after) ? "-" : (after + ' ' + letters).strip();
    }

    private static String name(FirmwareState state) {
        Optional<UpgradeJob> job = state.job();
        String name = job.map(UpgradeJob::state).map(UpdateState::name).orElse("NONE");
        return job.map(UpgradeJob::code)
                .filter(code -> code != UpdateCode.NONE)
                .map(code -> name + '/' + code.number())
                .orElse(name);
    }

    private static String letter(FirmwareEffect effect) {
        if (effect instanceof FirmwareEffect.Send send) {
            return letter(send.message());
        }
        return effect instanceof FirmwareEffect.AskUser
                ? "U"
                : effect.getClass().getSimpleName().substring(0, 1);
    }

    private static String letter(UplinkMessage message) {
        if (message instanceof FirmwareProgress) {
            return "p";
        }
        if (message instanceof Applied) {
            return "a";
        }
        if (message instanceof Refused) {
            return "r";
        }
        assertThat(message).isInstanceOf(LinkWanted.class);
        return "l";
    }
}
