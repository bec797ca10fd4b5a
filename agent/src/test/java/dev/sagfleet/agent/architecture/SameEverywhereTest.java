package dev.sagfleet.agent.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.sagfleet.agent.fixture.DiffersEverywhere;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules find what they name. */
class SameEverywhereTest {
    private static final DescribedPredicate<JavaClass> ALL = DescribedPredicate.alwaysTrue();
    private static final JavaClasses OFFENDER = new ClassFileImporter().importClasses(DiffersEverywhere.class);
    private static final String FOUND = found(SameEverywhere.rule(ALL));
    private static final String FOUND_HASHED = found(SameEverywhere.orderRule(ALL, List.of()));

    private static String found(ArchRule rule) {
        return rule.evaluate(OFFENDER).getFailureReport().toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Map.of(",
                "Map.ofEntries(",
                "Map.copyOf(",
                "Set.of(",
                "Set.copyOf(",
                "Collectors.toSet(",
                "Collectors.toUnmodifiableSet(",
                "Collectors.toMap(",
                "Collectors.groupingBy(java.util.function.Function)",
                "parallelStream(",
                "System.identityHashCode(",
                "Collections.shuffle(",
                "Random.<init>(",
                "Instant.now(",
                "InstantSource.system(",
                "System.nanoTime(",
                "System.currentTimeMillis(",
                "UUID.randomUUID(",
                "Math.random(",
                ".Math.pow(",
                "ThreadLocalRandom.current(",
                "System.getProperty(",
                "CompletableFuture.supplyAsync(java.util.function.Supplier)",
                "CompletableFuture.orTimeout(",
                "CompletableFuture.completeOnTimeout(",
                "CompletableFuture.delayedExecutor(",
                "Thread.currentThread("
            })
    void whatDiffersIsFound(String offence) {
        assertThat(FOUND).contains(offence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HashMap.<init>(", "HashSet.<init>(", "ConcurrentHashMap.<init>(", "newKeySet("})
    void whatGoesByHashesIsFound(String offence) {
        assertThat(FOUND_HASHED).contains(offence);
    }

    @Test
    void whatIsTheSameEverywhereIsNotFound() {
        assertThat(FOUND + FOUND_HASHED).doesNotContain("theSame()");
    }

    @Test
    void aClassThatOnlyLooksUpIsExcepted() {
        ArchRule rule = SameEverywhere.orderRule(ALL, List.of(DiffersEverywhere.class.getName()));

        assertThatCode(() -> rule.check(OFFENDER)).doesNotThrowAnyException();
    }
}
