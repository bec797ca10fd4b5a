package dev.sagfleet.simulator.virtual;

import dev.sagfleet.controller.session.SessionState;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The state of one session, as far as it shows from outside. */
final class SessionPhase {
    private final Consumer<String> watcher;
    private @Nullable Class<? extends SessionState> state;

    /** @param watcher is told of each transition */
    SessionPhase(Consumer<String> watcher) {
        this.watcher = watcher;
    }

    void becomes(Class<? extends SessionState> next) {
        if (state != null) {
            watcher.accept(state.getSimpleName() + " to " + next.getSimpleName());
        }
        state = next;
    }

    /** It is over, if there was one. */
    void closes(String why) {
        if (state != null) {
            watcher.accept(state.getSimpleName() + " to Closed: " + why);
            state = null;
        }
    }
}
