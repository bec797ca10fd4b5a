package dev.sagfleet.controller.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.inventory.StoreException;
import dev.sagfleet.controller.sql.DatabaseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFailuresTest {
    private static Throwable translated(Throwable failure) {
        List<Throwable> seen = new ArrayList<>();
        DatabaseFailures.translated(CompletableFuture.failedFuture(failure))
                .whenComplete((outcome, cause) -> seen.add(cause));
        return seen.get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUE_FULL, OVERLOADED, true",
        "CLOSED, CLOSED, true",
        "OUT_OF_SPACE, OUT_OF_SPACE, false",
        "FAILED, FAILED, false",
        "IN_USE, FAILED, false",
    })
    void aFailureOfTheDatabaseIsOneOfTheStore(
            DatabaseException.Reason of, StoreException.Reason expected, boolean isRefusal) {
        var failure = new DatabaseException(of, "the message");

        assertThat(translated(failure))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.reason()).isEqualTo(expected))
                .hasMessage("the message")
                .hasCause(failure);
        assertThat(expected.isRefusal()).isEqualTo(isRefusal);
    }

    @Test
    void whatAChangeThrowsStaysWhatItIs() {
        var failure = new IllegalStateException("no");

        assertThat(translated(failure)).isSameAs(failure);
    }
}
