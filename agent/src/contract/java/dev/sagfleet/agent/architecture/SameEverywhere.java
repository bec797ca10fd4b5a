package dev.sagfleet.agent.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What gives another order or another value in another process, on another machine or at another time, by name. Logic
 * uses none of it, so that the same inputs give the same events, to the byte.
 */
public final class SameEverywhere {
    private static final String MAPS_IN_HASH_ORDER = "java\\.util\\.(concurrent\\.Concurrent)?Hash(Map|Set)";

    private static final List<Ban> BANS = List.of(
            // Their order is salted in each process.
            new Ban("java\\.util\\.Map", "of|ofEntries|copyOf"),
            new Ban("java\\.util\\.Set", "of|copyOf"),
            new Ban("java\\.util\\.stream\\.Collectors", "toUnmodifiable(Map|Set)"),
            // Their order is that of hashes, which are identities for enums and other classes without one of their own.
            new Ban("java\\.util\\.stream\\.Collectors", "toSet|toConcurrentMap|groupingByConcurrent"),
            new Ban("java\\.util\\.stream\\.Collectors", "toMap", target -> parameters(target) < 4),
            new Ban("java\\.util\\.stream\\.Collectors", "groupingBy", target -> parameters(target) < 3),
            new Ban("java\\.util\\.(IdentityHashMap|WeakHashMap|Hashtable)", ".*"),
            new Ban("java\\.lang\\.System", "identityHashCode"),
            // Clocks.
            new Ban("java\\.lang\\.System", "nanoTime|currentTimeMillis"),
            new Ban("java\\.time\\.(Instant|Zoned|Offset|Local|Year|MonthDay).*", "now"),
            new Ban("java\\.time\\.Clock", "(system|tick).*"),
            new Ban("java\\.time\\.InstantSource", "system"),
            new Ban("java\\.util\\.Date", "<init>", target -> parameters(target) == 0),
            // Chance.
            new Ban("java\\.util\\.Random|java\\.security\\.SecureRandom", ".*"),
            new Ban("java\\.util\\.concurrent\\.ThreadLocalRandom", ".*"),
            new Ban("java\\.util\\.SplittableRandom", "<init>", target -> parameters(target) == 0),
            new Ban("java\\.util\\.random\\..*", "getDefault|of|create", target -> parameters(target) == 0),
            new Ban("java\\.util\\.Collections", "shuffle"),
            new Ban("java\\.util\\.UUID", "randomUUID"),
            new Ban("java\\.lang\\.Math", "random"),
            // Threads, and what runs when they happen to.
            new Ban("java\\.lang\\.Thread|java\\.util\\.Timer", ".*"),
            new Ban("java\\.util\\.concurrent\\.(Executors|ForkJoin.*|.*ThreadPoolExecutor)", ".*"),
            new Ban("java\\.util\\.concurrent\\.CompletableFuture", "orTimeout|completeOnTimeout|delayedExecutor"),
            new Ban(
                    "java\\.util\\.concurrent\\.Complet(ableFuture|ionStage)",
                    ".*Async",
                    target -> target.getRawParameterTypes().stream()
                            .noneMatch(type -> type.isEquivalentTo(Executor.class))),
            new Ban("java\\.util\\..*", "parallel|parallelStream"),
            // Settings and digits of a machine.
            new Ban("java\\.lang\\.System", "getenv|getProperty|lineSeparator"),
            new Ban("java\\.lang\\.Runtime", "availableProcessors|.*Memory"),
            new Ban("java\\.time\\.ZoneId", "systemDefault"),
            new Ban("java\\.util\\.(Locale|TimeZone)", "getDefault"),
            new Ban("java\\.lang\\.Math", "a?(sin|cos|tan)h?|atan2|exp|expm1|log.*|pow|cbrt|hypot"));

    private static final List<Ban> HASHED = List.of(
            new Ban(MAPS_IN_HASH_ORDER, "<init>"),
            new Ban("java\\.util\\.concurrent\\.ConcurrentHashMap", "newKeySet"));

    private SameEverywhere() {}

    /** Nothing in these classes differs. */
    public static ArchRule rule(DescribedPredicate<JavaClass> logic) {
        return none(BANS, logic).as("logic uses nothing that differs from one process to another");
    }

    /**
     * No map or set of these classes goes by hashes.
     *
     * @param lookedUp the names of those that only look up by key in theirs, or put in order what they take from it
     */
    public static ArchRule orderRule(DescribedPredicate<JavaClass> logic, Collection<String> lookedUp) {
        return none(
                        HASHED,
                        logic.and(DescribedPredicate.describe(
                                "go by hashes", type -> !lookedUp.contains(type.getName()))))
                .as("no map or set of logic goes by hashes");
    }

    private static ArchRule none(List<Ban> bans, DescribedPredicate<JavaClass> logic) {
        return noClasses()
                .that(logic)
                .should()
                .accessTargetWhere(DescribedPredicate.<JavaAccess<?>>describe(
                        "differs", access -> bans.stream().anyMatch(ban -> ban.covers(access))))
                .allowEmptyShould(true);
    }

    private static int parameters(CodeUnitAccessTarget target) {
        return target.getRawParameterTypes().size();
    }

    /** Methods of some classes, or only those of them that differ. */
    private record Ban(Pattern owner, Pattern name, Predicate<CodeUnitAccessTarget> isMeant) {
        Ban(String owner, String name) {
            this(owner, name, target -> true);
        }

        Ban(String owner, String name, Predicate<CodeUnitAccessTarget> isMeant) {
            this(Pattern.compile(owner), Pattern.compile(name), isMeant);
        }

        boolean covers(JavaAccess<?> access) {
            return access.getTarget() instanceof CodeUnitAccessTarget target
                    && owner.matcher(target.getOwner().getName()).matches()
                    && name.matcher(target.getName()).matches()
                    && isMeant.test(target);
        }
    }
}
