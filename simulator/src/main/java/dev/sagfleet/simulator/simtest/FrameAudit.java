package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.protocol.Applied;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.Refused;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UplinkMessage;
import dev.sagfleet.agent.protocol.Welcome;
import dev.sagfleet.controller.core.ControllerCore;
import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.event.EventFilter;
import dev.sagfleet.controller.event.EventReader;
import dev.sagfleet.controller.event.LoggedEvent;
import dev.sagfleet.simulator.virtual.NetworkWatcher;
import dev.sagfleet.simulator.world.VirtualWorld;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Looks at what devices and their controller say to each other, and at what comes of the answers. */
final class FrameAudit implements NetworkWatcher {
    private static final int EVENTS_MAX = 1_000;

    private final VirtualWorld world;
    private final Story story;
    private final FirmwareFrames firmware;
    private final BiConsumer<SerialNumber, UplinkMessage> listener;
    private final Map<SerialNumber, Set<Said>> told = new LinkedHashMap<>();
    /** Answers that came in their session, less those that were recorded. */
    private final Map<Answer, Integer> heard = new LinkedHashMap<>();

    private @Nullable ControllerCore core;
    private @Nullable EventReader events;
    private long eventsSeen;

    private record Said(Aspect aspect, Revision revision) {}

    private record Answer(SerialNumber serial, Said said, boolean isRefusal) {}

    /** @param listener is told of all that is heard, and may let go wrong what it likes */
    FrameAudit(
            VirtualWorld world,
            Story story,
            FirmwareFrames firmware,
            BiConsumer<SerialNumber, UplinkMessage> listener) {
        this.world = world;
        this.listener = listener;
        this.firmware = firmware;
        this.story = story;
    }

    /** Whether a device was told a revision in the session that it is in, or was in last. */
    boolean wasTold(SerialNumber serial, Aspect aspect, Revision revision) {
        return told.getOrDefault(serial, Collections.emptySet()).contains(new Said(aspect, revision));
    }

    @Override
    public void ended(SerialNumber serial, String reason) {
        int colon = reason.indexOf(':');
        story.count("end of a connection", colon < 0 ? reason : reason.substring(0, colon));
    }

    @Override
    public void sessionStepped(SerialNumber serial, String transition) {
        story.count("session", transition);
    }

    /** What a device says that it holds is in its flash, and its traffic is held to it. */
    @Override
    public void sent(SerialNumber serial, UplinkMessage message) {
        firmware.sent(serial, message);
        answer(serial, message).ifPresent(answer -> {
            Optional<DeviceState> kept = world.kept(serial);
            boolean isFirmware = answer.said.aspect == Aspect.FIRMWARE;
            Optional<Revision> held = isFirmware
                    ? world.keptFirmware(serial).map(state -> state.held().revision())
                    : kept.map(state -> state.held(answer.said.aspect).revision());
            if (held.filter(revision -> !answer.said.revision.isAfter(revision)).isEmpty()) {
                story.violated("what a device answers it still knows without power", serial + ": " + message);
            } else if (kept.isPresent()
                    && !world.agent(serial).boot().isHeldTo(kept.get().rates())) {
                story.violated(
                        "the rates of a device are those that it has applied",
                        serial + " after " + message + ", expected "
                                + kept.get().rates());
            }
        });
    }

    @Override
    public void heard(SerialNumber serial, UplinkMessage message, boolean isAstray) {
        if (!isAstray) {
            firmware.heard(serial, message);
            answer(serial, message).ifPresent(answer -> heard.merge(answer, 1, Integer::sum));
        }
        listener.accept(serial, message);
    }

    @Override
    public void told(SerialNumber serial, Envelope<DownlinkMessage> envelope, boolean isAstray) {
        if (!isAstray) {
            firmware.told(serial, envelope.message());
        }
        if (envelope.message() instanceof Welcome) {
            told.put(serial, new LinkedHashSet<>());
        } else if (!isAstray && envelope.message() instanceof Command command) {
            told.computeIfAbsent(serial, unknown -> new LinkedHashSet<>())
                    .add(new Said(command.aspect(), command.revision()));
        }
    }

    private static Optional<Answer> answer(SerialNumber serial, UplinkMessage message) {
        if (message instanceof Applied applied) {
            return Optional.of(new Answer(serial, new Said(applied.aspect(), applied.revision()), false));
        }
        return message instanceof Refused refused
                ? Optional.of(new Answer(serial, new Said(refused.aspect(), refused.revision()), true))
                : Optional.empty();
    }

    /** To be called after each event: whatever is recorded as an answer came in its session. */
    void look() {
        ControllerCore now = world.controller().orElse(null);
        if (now == null) {
            return;
        }
        if (events == null || now != core) {
            core = now;
            events = EventReader.since(now.events(), EventFilter.ALL, 0);
            eventsSeen = 0;
        }
        if (now.events().last() != eventsSeen) {
            eventsSeen = now.events().last();
            events.read(EVENTS_MAX).events().forEach(this::recorded);
        }
    }

    private void recorded(LoggedEvent logged) {
        if (logged.event() instanceof ControllerEvent.JobChanged changed) {
            firmware.recorded(changed);
        }
        if (logged.event() instanceof ControllerEvent.Answered recorded) {
            var said = new Said(recorded.aspect(), recorded.revision());
            var answer = new Answer(recorded.serial(), said, recorded.refusal().isPresent());
            int left = heard.getOrDefault(answer, 0);
            if (left == 0) {
                story.violated("only answers of its own session count", answer.toString());
            } else {
                heard.put(answer, left - 1);
            }
        }
    }
}
