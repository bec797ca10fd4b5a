package dev.sagfleet.controller.core;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.timing.Loop;
import dev.sagfleet.controller.access.Access;
import dev.sagfleet.controller.firmware.Egress;
import dev.sagfleet.controller.inventory.DownloadLinks;
import dev.sagfleet.controller.rollout.Semantics;
import dev.sagfleet.controller.session.SessionTiming;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What a controller is started with.
 *
 * @param timing of its sessions
 * @param answerWait how long a call waits for devices to answer
 * @param grace how long after a start devices that are not there yet are not taken for absent
 * @param clock for what people are told the time of
 * @param loop for what is to be done later
 * @param links where devices find images
 * @param egress how much of the line the images that are sent to them take
 * @param access who may call
 * @param semantics the rules that its rollouts go by
 */
public record CoreSetup(
        SessionTiming timing,
        Duration answerWait,
        Duration grace,
        InstantSource clock,
        Loop loop,
        DownloadLinks links,
        Egress egress,
        Access access,
        Semantics semantics) {
    /** One whose rollouts go by the rules of this system. */
    public CoreSetup(
            SessionTiming timing,
            Duration answerWait,
            Duration grace,
            InstantSource clock,
            Loop loop,
            DownloadLinks links,
            Egress egress,
            Access access) {
        this(timing, answerWait, grace, clock, loop, links, egress, access, Semantics.OWN);
    }

    public CoreSetup {
        requireNonNull(timing, "timing");
        requireNonNull(answerWait, "answerWait");
        requireNonNull(grace, "grace");
        requireNonNull(clock, "clock");
        requireNonNull(loop, "loop");
        requireNonNull(links, "links");
        requireNonNull(egress, "egress");
        requireNonNull(access, "access");
        requireNonNull(semantics, "semantics");
    }
}
