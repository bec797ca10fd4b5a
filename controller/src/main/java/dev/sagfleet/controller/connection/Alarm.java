package dev.sagfleet.controller.connection;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Goes off at the earliest of the times that it was set to, by the wall clock; then it has to be set again. Safe for many
 * threads.
 */
public final class Alarm {
    /** It goes off by then at the latest: a clock that is put right meanwhile is noticed by then. */
    static final Duration WAIT_MAX = Duration.ofMinutes(10);

    private final Scheduler scheduler;
    private final InstantSource clock;
    private final Runnable sound;

    private final Lock lock = new ReentrantLock();
    /** When the one timer that counts goes off, in milliseconds since 1970; nothing while there is none. */
    private Optional<Long> armed = Optional.empty();

    private boolean isStopped;

    /**
     * One that is not set.
     *
     * @param sound what is done when it goes off
     */
    public Alarm(Scheduler scheduler, InstantSource clock, Runnable sound) {
        this.scheduler = scheduler;
        this.clock = clock;
        this.sound = sound;
    }

    /** Goes off at this time, in milliseconds since 1970, if not before. */
    public void set(long millis) {
        long nowMillis = clock.millis();
        long delayMillis = Math.max(0, Math.min(millis - nowMillis, WAIT_MAX.toMillis()));
        long atMillis = nowMillis + delayMillis;
        lock.lock();
        try {
            if (isStopped || (armed.isPresent() && armed.get() <= atMillis)) {
                return;
            }
            armed = Optional.of(atMillis);
        } finally {
            lock.unlock();
        }
        scheduler.schedule(Duration.ofMillis(delayMillis), () -> goOff(atMillis));
    }

    /** Goes off after so long, if not before. */
    public void setIn(Duration delay) {
        set(clock.millis() + delay.toMillis());
    }

    /** From now on it is silent. */
    public void stop() {
        lock.lock();
        try {
            isStopped = true;
        } finally {
            lock.unlock();
        }
    }

    /** One that another has taken the place of does nothing. */
    private void goOff(long atMillis) {
        lock.lock();
        try {
            if (isStopped || !armed.equals(Optional.of(atMillis))) {
                return;
            }
            armed = Optional.empty();
        } finally {
            lock.unlock();
        }
        sound.run();
    }
}
