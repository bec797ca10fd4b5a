package dev.sagfleet.agent;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.sagfleet.agent.architecture.SameEverywhere;
import dev.sagfleet.agent.fixture.ClockHelper;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The floors of this module, and what may be used where. */
class ArchitectureTest {
    private static final String ROOT = "dev.sagfleet.agent";

    /** A package imports from lower floors only. */
    private static final Map<String, Integer> FLOORS = Map.ofEntries(
            Map.entry("protocol", 0),
            Map.entry("timing", 0),
            Map.entry("file", 0),
            Map.entry("transport", 1),
            Map.entry("shaping", 1),
            Map.entry("firmware", 1),
            Map.entry("device", 2),
            Map.entry("link", 2),
            Map.entry("websocket", 3),
            Map.entry("download", 3),
            Map.entry("relay", 3),
            Map.entry("runtime", 3),
            Map.entry("standalone", 4));

    /** The packages that meet the world: sockets, threads, clocks, chance. */
    private static final String[] EDGE = packages(List.of("transport", "websocket", "download", "relay", "standalone"));

    /** The packages that give the same in every process. */
    private static final String[] LOGIC =
            packages(List.of("protocol", "timing", "shaping", "firmware", "device", "link", "runtime"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static final ArchRule NETTY_STAYS_AT_THE_EDGE = noClasses()
            .that()
            .resideOutsideOfPackages(EDGE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..");

    private static final ArchRule LOGIC_READS_NO_CLOCK = noClasses()
            .that()
            .resideOutsideOfPackages(EDGE)
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethodWhere(calls(Clock.class, "(system|tick).*"));

    private static final ArchRule LOGIC_LEAVES_NOTHING_TO_CHANCE = noClasses()
            .that()
            .resideOutsideOfPackages(EDGE)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Random.class, ThreadLocalRandom.class)
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(Math.class, "random");

    private static final ArchRule LOGIC_DOES_NOT_SLEEP =
            noClasses().that().resideOutsideOfPackages(EDGE).should().callMethodWhere(calls(Thread.class, "sleep"));

    private static final ArchRule LOGIC_IS_THE_SAME_EVERYWHERE = SameEverywhere.rule(resideInAnyPackage(LOGIC));

    private static final ArchRule LOGIC_HAS_ONE_ORDER = SameEverywhere.orderRule(resideInAnyPackage(LOGIC), List.of());

    private static final ArchRule AGENT_HAS_NO_DATABASE =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("java.sql..", "javax.sql..");

    private static final ArchRule NAMES_SAY_WHAT_THINGS_ARE =
            noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Impl|Processor|DTO|Dto)");

    private static final ArchRule NO_CYCLES =
            slices().matching(ROOT + ".(*)").should().beFreeOfCycles();

    static Stream<Arguments> rules() {
        return Stream.of(
                arguments("Netty", NETTY_STAYS_AT_THE_EDGE),
                arguments("clock", LOGIC_READS_NO_CLOCK),
                arguments("chance", LOGIC_LEAVES_NOTHING_TO_CHANCE),
                arguments("sleep", LOGIC_DOES_NOT_SLEEP),
                arguments("the same everywhere", LOGIC_IS_THE_SAME_EVERYWHERE),
                arguments("order", LOGIC_HAS_ONE_ORDER),
                arguments("database", AGENT_HAS_NO_DATABASE),
                arguments("names", NAMES_SAY_WHAT_THINGS_ARE),
                arguments("cycles", NO_CYCLES));
    }

    static Stream<String> storeys() {
        return FLOORS.keySet().stream().sorted();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void ruleHolds(String name, ArchRule rule) {
        rule.check(CLASSES);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("storeys")
    void packageImportsFromLowerFloorsOnly(String name) {
        importsFromLowerFloorsOnly(name).check(CLASSES);
    }

    @Test
    void everyPackageHasItsFloor() {
        assertThat(CLASSES).isNotEmpty().allSatisfy(type -> assertThat(FLOORS)
                .as(type.getName())
                .containsKey(type.getPackageName().replace(ROOT + '.', "")));
    }

    @Test
    void agentKnowsNoOtherModule() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.sagfleet.controller..", "dev.sagfleet.simulator..")
                .check(CLASSES);
    }

    static Stream<Arguments> brokenRules() {
        return Stream.of(
                arguments("Netty", NETTY_STAYS_AT_THE_EDGE, "Unpooled"),
                arguments("clock", LOGIC_READS_NO_CLOCK, "systemUTC"),
                arguments("chance", LOGIC_LEAVES_NOTHING_TO_CHANCE, "randomUUID"),
                arguments("sleep", LOGIC_DOES_NOT_SLEEP, "sleep"),
                arguments("random", LOGIC_LEAVES_NOTHING_TO_CHANCE, "java.util.Random"),
                arguments("database", AGENT_HAS_NO_DATABASE, "java.sql"),
                arguments("names", NAMES_SAY_WHAT_THINGS_ARE, "ClockHelper"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenRules")
    void ruleIsBrokenByAClassThatBreaksIt(String name, ArchRule rule, String offence) {
        JavaClasses offender = new ClassFileImporter().importClasses(ClockHelper.class);

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> rule.check(offender))
                .withMessageContaining(offence);
    }

    @Test
    void importFromAHigherFloorIsFound() {
        ArchRule upsideDown = noClassesOf("device", List.of("protocol"));

        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> upsideDown.check(CLASSES));
    }

    private static ArchRule importsFromLowerFloorsOnly(String name) {
        List<String> outOfReach = FLOORS.keySet().stream()
                .filter(other -> !other.equals(name) && FLOORS.get(other) >= FLOORS.get(name))
                .toList();
        return noClassesOf(name, outOfReach);
    }

    private static ArchRule noClassesOf(String name, List<String> outOfReach) {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + '.' + name)
                .should()
                .dependOnClassesThat(resideInAnyPackage(packages(outOfReach)))
                .allowEmptyShould(true);
    }

    private static String[] packages(List<String> names) {
        return names.stream().map(name -> ROOT + '.' + name).toArray(String[]::new);
    }

    private static DescribedPredicate<JavaCall<?>> calls(Class<?> type, String methods) {
        return target(owner(DescribedPredicate.<JavaClass>describe(
                        type.getSimpleName(), target -> target.isEquivalentTo(type))))
                .and(target(nameMatching(methods)));
    }
}
