package dev.sagfleet.controller.action;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.timing.Loop;
import dev.sagfleet.controller.inventory.DesiredStateListener;
import dev.sagfleet.controller.inventory.PendingChange;
import dev.sagfleet.controller.inventory.ReportedStateListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Brings the answers of devices to the calls that wait for them. A call does not wait for what a later change has
 * overtaken, since no device answers that any more. Safe for many threads.
 */
public final class PendingAnswers implements ReportedStateListener, DesiredStateListener {
    /** A device's refusal. */
    public record Refused(SerialNumber serial, Refusal refusal) {}

    /**
     * What came of waiting.
     *
     * @param refused the first refusal; nothing if there was none
     * @param areComplete whether every device that was waited for has answered
     */
    record Completion(Optional<Refused> refused, boolean areComplete) {
        private static final Completion COMPLETE = new Completion(Optional.empty(), true);
        private static final Completion INCOMPLETE = new Completion(Optional.empty(), false);
    }

    private record Key(SerialNumber serial, Aspect aspect) {}

    private final Loop loop;
    private final Map<Key, List<Waiting>> waitingByKey = new ConcurrentHashMap<>();

    /** @param loop that ends the waiting of calls whose time is up */
    public PendingAnswers(Loop loop) {
        this.loop = loop;
    }

    /**
     * Waits until every device that was online has answered or is to do something later, one of them has refused, or
     * the time is up.
     */
    CompletionStage<Completion> expect(List<PendingChange> changes, Duration bound) {
        Waiting waiting = new Waiting();
        for (PendingChange change : changes) {
            if (change.online()) {
                waiting.revisions.put(new Key(change.serial(), change.aspect()), change.revision());
            }
        }
        if (waiting.revisions.isEmpty()) {
            return CompletableFuture.completedFuture(Completion.COMPLETE);
        }
        List<Key> keys = List.copyOf(waiting.revisions.keySet());
        keys.forEach(key -> remember(key, waiting));
        loop.schedule(bound, () -> waiting.done.complete(Completion.INCOMPLETE));
        return waiting.done.whenComplete((answers, failure) -> keys.forEach(key -> forget(key, waiting)));
    }

    @Override
    public void answered(SerialNumber serial, Aspect aspect, Revision revision, Optional<Refusal> refusal) {
        Key key = new Key(serial, aspect);
        List<Waiting> told = waitingByKey.get(key);
        if (told != null) {
            Optional<Refused> refused = refusal.map(reason -> new Refused(serial, reason));
            told.forEach(waiting -> waiting.answered(key, revision, refused));
        }
    }

    @Override
    public void desiredChanged(SerialNumber serial, EncodedCommand command) {
        Key key = new Key(serial, command.aspect());
        List<Waiting> told = waitingByKey.get(key);
        if (told != null) {
            told.forEach(waiting -> waiting.overtaken(key, command.revision()));
        }
    }

    /** How many aspects of devices calls wait for. */
    int waitingCount() {
        return waitingByKey.size();
    }

    /** Calls are told in the order in which they came. A list is never changed, so that it can be read meanwhile. */
    private void remember(Key key, Waiting waiting) {
        waitingByKey.merge(key, List.of(waiting), (known, one) -> {
            List<Waiting> all = new ArrayList<>(known);
            all.addAll(one);
            return all;
        });
    }

    private void forget(Key key, Waiting waiting) {
        waitingByKey.computeIfPresent(key, (same, known) -> {
            if (known.size() == 1 && known.get(0) == waiting) {
                return null;
            }
            List<Waiting> others = new ArrayList<>(known);
            others.remove(waiting);
            return others.isEmpty() ? null : others;
        });
    }

    /** One call, and what it still waits for. */
    private static final class Waiting {
        private final Map<Key, Revision> revisions = new LinkedHashMap<>(2);
        private final CompletableFuture<Completion> done = new CompletableFuture<>();
        private boolean isOvertaken;

        /** An answer to a later revision says that this one has been overtaken, and is not refused by it. */
        void answered(Key key, Revision revision, Optional<Refused> refused) {
            boolean last;
            boolean refusedThis;
            boolean complete;
            synchronized (this) {
                Revision expected = revisions.get(key);
                if (expected == null || expected.isAfter(revision)) {
                    return;
                }
                revisions.remove(key);
                refusedThis = refused.isPresent() && expected.equals(revision);
                last = revisions.isEmpty();
                complete = last && !isOvertaken;
            }
            if (refusedThis) {
                done.complete(new Completion(refused, complete));
            } else if (last) {
                done.complete(complete ? Completion.COMPLETE : Completion.INCOMPLETE);
            }
        }

        /** A later revision of the same has been committed. */
        void overtaken(Key key, Revision by) {
            boolean last;
            synchronized (this) {
                Revision expected = revisions.get(key);
                if (expected == null || !by.isAfter(expected)) {
                    return;
                }
                revisions.remove(key);
                isOvertaken = true;
                last = revisions.isEmpty();
            }
            if (last) {
                done.complete(Completion.INCOMPLETE);
            }
        }
    }
}
