package dev.sagfleet.simulator.rehearsal;

import dev.sagfleet.agent.runtime.Agent;
import dev.sagfleet.simulator.link.Hours;
import dev.sagfleet.simulator.link.ModelLinks;
import dev.sagfleet.simulator.link.Outages;
import dev.sagfleet.simulator.time.Seed;
import dev.sagfleet.simulator.virtual.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;

/**
 * Whether one device can be reached: it may be away from the start on, switched off at night, and its link down, and comes
 * back once nothing of that is so any more.
 */
final class Presence {
    private final VirtualTime time;
    private final Agent agent;
    private final Seed device;
    private int reasons;

    /** @param device the seed of the device */
    Presence(VirtualTime time, Agent agent, Seed device) {
        this.time = time;
        this.agent = agent;
        this.device = device;
    }

    /** Is away from now on until so much later. */
    void awayFor(Duration span) {
        leave();
        time.schedule(span.toNanos(), this::comeBack);
    }

    /**
     * Follows what its links do from now on.
     *
     * @param clock that tells the time of day
     * @param zone where it stands
     */
    void follow(ModelLinks links, InstantSource clock, ZoneId zone) {
        links.outages().ifPresent(outages -> waitFor(outages, 0));
        links.on().ifPresent(hours -> keep(hours, clock, zone, true));
    }

    private void waitFor(Outages outages, int outage) {
        time.schedule(outages.before(outage, device).toNanos(), () -> {
            leave();
            time.schedule(outages.of(outage, device).toNanos(), () -> {
                comeBack();
                waitFor(outages, outage + 1);
            });
        });
    }

    private void keep(Hours hours, InstantSource clock, ZoneId zone, boolean wasOn) {
        Instant now = clock.instant();
        Hours.Phase phase = hours.at(now, zone, device);
        if (wasOn && !phase.isOn()) {
            leave();
        } else if (!wasOn && phase.isOn()) {
            comeBack();
        }
        time.schedule(Duration.between(now, phase.until()).toNanos(), () -> keep(hours, clock, zone, phase.isOn()));
    }

    private void leave() {
        if (reasons++ == 0) {
            agent.disconnect();
        }
    }

    private void comeBack() {
        if (--reasons == 0) {
            agent.reconnect();
        }
    }
}
