package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.timing.Loop;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The power of one device, and what is to happen as long as it stays on. On the loop of its agent. */
final class Power {
    private static final Logger LOG = LoggerFactory.getLogger(Power.class);

    private final Loop loop;
    private final SerialNumber serial;

    /** Tells one time that it is on from another. */
    private int turns;

    private boolean isOn;

    Power(Loop loop, SerialNumber serial) {
        this.loop = loop;
        this.serial = serial;
    }

    boolean isOn() {
        return isOn;
    }

    void on() {
        isOn = true;
    }

    /** What was to happen does not. */
    void off() {
        isOn = false;
        turns++;
    }

    /** Does something after a time, unless the device is switched off before. */
    void after(long nanos, Runnable work) {
        int under = turns;
        loop.schedule(Duration.ofNanos(Math.max(0, nanos)), () -> {
            if (under == turns) {
                guarded(work);
            }
        });
    }

    /** The same, which comes to nothing if the device is switched off before its turn comes. */
    Runnable whileOn(Runnable work) {
        int under = turns;
        return () -> {
            if (under == turns) {
                work.run();
            }
        };
    }

    /** One device that fails must not stop all. */
    void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("firmware failed: serial={}", serial, e);
        }
    }
}
