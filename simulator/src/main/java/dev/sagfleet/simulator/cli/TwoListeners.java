package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.simulator.rehearsal.Rehearsal;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Tells two what one is told. */
record TwoListeners(Rehearsal.Listener first, Rehearsal.Listener second) implements Rehearsal.Listener {
    @Override
    public void told(String line) {
        first.told(line);
        second.told(line);
    }

    @Override
    public void passed(Instant now, Rollout rollout) {
        first.passed(now, rollout);
        second.passed(now, rollout);
    }

    @Override
    public void happened(Instant at, ControllerEvent event) {
        first.happened(at, event);
        second.happened(at, event);
    }

    @Override
    public void egress(Instant now, long bitsPerSecond) {
        first.egress(now, bitsPerSecond);
        second.egress(now, bitsPerSecond);
    }

    @Override
    public void ended(Supplier<List<Member>> members) {
        first.ended(members);
        second.ended(members);
    }
}
