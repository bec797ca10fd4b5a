package dev.sagfleet.controller.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.Store;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class BatchedDisconnectsTest {
    /** Takes its time over every change, until the test lets it fail or end. */
    private static final class SlowStore implements Store {
        private final Queue<CompletableFuture<?>> pending = new ArrayDeque<>();
        private int changes;

        @Override
        public <T> CompletionStage<T> write(Change<T> change, Consumer<T> committed) {
            changes++;
            var stage = new CompletableFuture<T>();
            pending.add(stage);
            return stage;
        }

        @Override
        public <T> CompletionStage<T> read(Query<T> query) {
            throw new UnsupportedOperationException();
        }

        void fail() {
            pending.remove().completeExceptionally(new IllegalStateException("full"));
        }
    }

    private final SlowStore store = new SlowStore();
    private final BatchedDisconnects disconnects = new BatchedDisconnects(store, new Events(InstantSource.system()));

    @Test
    void aFleetThatLeavesAtOnceTakesAFewChangesOneAfterTheOther() {
        for (int i = 0; i < 3_000; i++) {
            disconnects.add(new SerialNumber("sag" + i), 1);
        }
        assertThat(store.pending).hasSize(1);

        while (!store.pending.isEmpty()) {
            store.fail();
            assertThat(store.pending).hasSizeLessThanOrEqualTo(1);
        }

        assertThat(store.changes).isEqualTo(1 + 6);
    }
}
