package dev.sagfleet.controller.memory;

import static dev.sagfleet.controller.contract.Samples.bandwidth;
import static dev.sagfleet.controller.contract.Samples.box;

import dev.sagfleet.agent.timing.ManualLoop;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.InstanceQuery;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.StoreException;
import dev.sagfleet.controller.memory.CommitConditions.Commit;
import dev.sagfleet.controller.memory.CommitConditions.Ending;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;

/** A store in memory on a loop that is driven by hand, and what is seen of it. */
final class DrivenStore {
    /** How long a commit takes, unless it is unusual. */
    static final Duration DELAY = Duration.ofMillis(5);

    final ManualLoop loop = new ManualLoop();

    /** What was made, committed and told, in its order. */
    final List<String> seen = new ArrayList<>();

    /** The next commits that are unlike others. */
    final Queue<Commit> unusual = new ArrayDeque<>();

    private final MemoryContent content = new MemoryContent();
    MemoryStore store = open(() -> unusual.isEmpty() ? new Commit(DELAY, Ending.KEPT) : unusual.remove());

    private MemoryStore open(CommitConditions conditions) {
        return new MemoryStore(
                content,
                loop,
                (serial, command) -> seen.add("woke " + serial + " for " + command.revision()),
                conditions);
    }

    /** Another store on what this one has kept. */
    void reopen() {
        reopen(CommitConditions.steady(DELAY));
    }

    void reopen(CommitConditions conditions) {
        store = open(conditions);
    }

    /** Saves an instance and a new revision for a device of its name. */
    void save(String id, long revision) {
        CompletionStage<String> stage = store.write(
                transaction -> {
                    transaction.instances().save(box(id));
                    transaction.aspects().save(bandwidth(id, revision));
                    seen.add("made " + id);
                    return id;
                },
                outcome -> seen.add("committed " + outcome));
        observe(id, stage);
    }

    void observe(String id, CompletionStage<?> stage) {
        stage.whenComplete((outcome, failure) -> seen.add(
                failure == null ? "acknowledged " + id : "failed " + id + ": " + reason(Store.causeOf(failure))));
    }

    private static String reason(Throwable failure) {
        return failure instanceof StoreException refused
                ? refused.reason().name()
                : failure.getClass().getSimpleName();
    }

    /** What a reading sees that begins now. */
    List<String> ids() {
        List<String> ids = idsNow();
        loop.catchUp();
        return ids;
    }

    /** Likewise, as far as it is answered at once. */
    List<String> idsNow() {
        List<String> ids = new ArrayList<>();
        store.read(reading -> reading.instances().find(InstanceQuery.all(2_000)).items().stream()
                        .map(Instance::id)
                        .toList())
                .whenComplete((found, failure) ->
                        ids.addAll(Optional.ofNullable(found).orElse(List.of("no answer"))));
        return ids;
    }
}
