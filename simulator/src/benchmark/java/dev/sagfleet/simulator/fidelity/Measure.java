package dev.sagfleet.simulator.fidelity;

import dev.sagfleet.agent.protocol.UpdateState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What takes time in both worlds. */
public enum Measure {
    DOWNLOAD("download of an image, if it is not broken off", UpdateState.DOWNLOADING, UpdateState.VERIFYING),
    VERIFY("verification", UpdateState.VERIFYING, UpdateState.STAGED),
    INSTALL("installation", UpdateState.INSTALLING, UpdateState.ARMED),
    BOOT("boot of the new image", UpdateState.ARMED, UpdateState.TRIAL),
    TRIAL("trial", UpdateState.TRIAL, UpdateState.COMMITTED),
    UPGRADE("whole upgrade at the first attempt", UpdateState.OFFERED, UpdateState.COMMITTED),
    RECONNECT("return after a cut of all connections at once", null, null),
    COMMIT("commit of one change", null, null);

    private final String what;
    private final @Nullable UpdateState from;
    private final @Nullable UpdateState to;

    Measure(String what, @Nullable UpdateState from, @Nullable UpdateState to) {
        this.what = what;
        this.from = from;
        this.to = to;
    }

    public String what() {
        return what;
    }

    /** How long it took each time, shortest first. */
    List<Duration> of(Observed observed) {
        Stream<Duration> all =
                switch (this) {
                    case RECONNECT -> observed.reconnects().stream();
                    case COMMIT -> observed.commits().stream();
                    case DOWNLOAD, VERIFY, INSTALL, BOOT, TRIAL, UPGRADE -> spans(observed.courses());
                };
        return all.sorted().toList();
    }

    private Stream<Duration> spans(Courses courses) {
        return courses.steps().values().stream().flatMap(steps -> spans(steps).stream());
    }

    /** Between the two in one attempt, if neither came twice: a retry or a return takes time of its own. */
    private List<Duration> spans(List<Courses.Step> steps) {
        List<Duration> spans = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Courses.Step begin = steps.get(i);
            if (begin.state() == from) {
                for (int j = i + 1; j < steps.size() && steps.get(j).attempt() == begin.attempt(); j++) {
                    if (steps.get(j).state() == from) {
                        break;
                    }
                    if (steps.get(j).state() == to) {
                        spans.add(Duration.ofNanos(steps.get(j).nanos() - begin.nanos()));
                        break;
                    }
                }
            }
        }
        return spans;
    }
}
