package dev.sagfleet.simulator.simtest;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.asm.MemberSubstitution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The worlds find bugs: each of these, planted in the product, breaks an invariant of some world. The product itself
 * breaks none in the same world.
 */
class MutantsTest {
    private static final long SEEDS_MAX = 500;

    /** What the product itself breaks, by seed: nothing. The same worlds are asked for by many bugs. */
    private static final Map<Long, List<String>> SOUND = new ConcurrentHashMap<>();

    /** One bug each. */
    enum Bug {
        ACKNOWLEDGES_BEFORE_THE_COMMIT(Map.of(
                "controller.memory.MemoryStore",
                Advice.to(Mutants.AcknowledgesWhenAsked.class).on(named("add")),
                "controller.memory.QueuedChange",
                Advice.to(Mutants.AcknowledgesOnce.class).on(named("acknowledge")))),
        WAKES_BEFORE_THE_COMMIT("controller.memory.MemoryStore", "write", Mutants.WakesWhenAsked.class),
        COUNTS_ANSWERS_OF_AN_EARLIER_SESSION(
                "controller.session.Session", "receive", Mutants.TakesAnyEpochForItsOwn.class),
        OBEYS_AN_EARLIER_SESSION("agent.runtime.Agent", "received", Mutants.AdoptsAnyEpoch.class),
        SAVES_NOTHING("agent.runtime.DeviceWork", "persist", Mutants.DoesNothing.class),
        ANSWERS_BEFORE_IT_IS_SAVED("agent.runtime.EffectQueue", "holdWhile", Mutants.DoesNothing.class),
        ACCELERATES_ANY_VERSION("agent.device.CommandRules", "refusalToAccelerate", Mutants.ReturnsNothing.class),
        GOES_ON_ACCELERATING("agent.device.DeviceState", "isSuspended", Mutants.ReturnsFalse.class),
        ASSOCIATES_ANY_VERSION("controller.inventory.Associations", "requireAbility", Mutants.DoesNothing.class),
        REUSES_A_REVISION("agent.protocol.Revision", "next", Mutants.CountsOnceOnly.class),
        IGNORES_TOKENS("controller.action.IdempotentCommands", "tokenOf", Mutants.ReturnsNothing.class),
        FORGETS_TOKENS("controller.memory.MemoryTokens", "save", Mutants.DoesNothing.class),
        TAKES_BACK_WHAT_CAME_LATER("controller.inventory.Restoration", "areLatest", Mutants.ReturnsTrue.class),
        TAKES_NOTHING_BACK("controller.inventory.Outcome", "takeBack", Mutants.DoesNothing.class),
        TAKES_OVER_FROM_WHO_IS_THERE(
                "controller.inventory.Failover",
                MemberSubstitution.relaxed().method(named("online")).stub().on(named("takeOverIfAbsent"))),
        HAS_TWO_ACTIVE_BOXES("controller.inventory.DesiredState", "changeRole", Mutants.KeepsTheRoleOfTheActive.class),
        KEEPS_SUSPENSIONS("controller.inventory.Connections", "dissociated", Mutants.DoesNothing.class),
        LOSES_DEPARTURES("controller.inventory.Connections", "left", Mutants.DoesNothing.class),
        TELLS_NOTHING_AT_ADMISSION("controller.session.Session", "admit", Mutants.AdmitsWithoutCommands.class),
        LEAVES_ORDERS_OPEN("controller.inventory.Order", "withStatus", Mutants.LeavesOrdersOpen.class),
        SENDS_NOTHING_AGAIN("controller.session.Session", "onTime", Mutants.SendsNothing.class),
        WAKES_NOBODY("controller.inventory.DesiredChanges", "tell", Mutants.DoesNothing.class),
        UNDOES_NOTHING("controller.memory.UndoLog", "undo", Mutants.ForgetsWhatItDid.class),
        SHAPES_NOTHING("agent.runtime.DeviceWork", "shape", Mutants.DoesNothing.class),
        WAITS_FOR_EVER(
                "controller.action.PendingAnswers",
                MemberSubstitution.relaxed().method(named("schedule")).stub().on(named("expect"))),
        HOLDS_WHO_WAITED("controller.action.PendingAnswers", "forget", Mutants.DoesNothing.class),
        COUNTS_OLDER_ANSWERS(Map.of(
                "controller.session.AnswerRules",
                Advice.to(Mutants.RecordsAnyAnswer.class).on(named("answer")),
                "controller.inventory.DeviceAspect",
                Advice.to(Mutants.TakesAnyAnswer.class).on(named("answered"))));

        @SuppressWarnings("ImmutableEnumChecker") // Byte Buddy's visitors are immutable, and so is Map.of.
        private final Map<String, AsmVisitorWrapper> changes;

        Bug(String type, String method, Class<?> advice) {
            this(type, Advice.to(advice).on(named(method)));
        }

        Bug(String type, AsmVisitorWrapper change) {
            this(Map.of(type, change));
        }

        Bug(Map<String, AsmVisitorWrapper> changes) {
            this.changes = changes;
        }
    }

    @ParameterizedTest
    @EnumSource
    void bugIsFound(Bug bug) throws ReflectiveOperationException {
        requireFound(bug, bug.changes);
    }

    /** Runs worlds until a bug breaks one of them, which is sound without it. */
    static void requireFound(Enum<?> bug, Map<String, AsmVisitorWrapper> changes) throws ReflectiveOperationException {
        LongFunction<List<String>> worlds = worlds(changes);
        long likely = FoundMutants.seedOf(bug);
        for (long seed = 0; seed <= SEEDS_MAX; seed++) {
            List<String> violations = worlds.apply(seed == 0 ? likely : seed);
            if (!violations.isEmpty()) {
                long found = seed == 0 ? likely : seed;
                FoundMutants.tell(bug, found);
                assertThat(SOUND.computeIfAbsent(found, new MutantWorlds()::apply))
                        .as("the product in the world of seed %d, in which %s breaks %s", found, bug, violations)
                        .isEmpty();
                return;
            }
        }
        fail(bug + " breaks nothing in the worlds of " + SEEDS_MAX + " seeds");
    }

    /** The worlds of a product with a bug; the product is loaded once more for them. */
    @SuppressWarnings("unchecked") // It is the class that the name names.
    private static LongFunction<List<String>> worlds(Map<String, AsmVisitorWrapper> changes)
            throws ReflectiveOperationException {
        var loader = new MutantLoader(MutantsTest.class.getClassLoader(), changes);
        return (LongFunction<List<String>>) loader.loadClass(MutantWorlds.class.getName())
                .getDeclaredConstructor()
                .newInstance();
    }
}
