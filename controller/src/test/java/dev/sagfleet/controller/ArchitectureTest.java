package dev.sagfleet.controller;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.sagfleet.agent.architecture.SameEverywhere;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** The floors of this module, and what may not be used on which of them. */
class ArchitectureTest {
    private static final String ROOT = "dev.sagfleet.controller.";

    /** A package imports from lower floors only. */
    private static final Map<String, Integer> FLOORS = Map.ofEntries(
            Map.entry("document", 0),
            Map.entry("rpc", 1),
            Map.entry("access", 1),
            Map.entry("rollout", 1),
            Map.entry("inventory", 2),
            Map.entry("accessfile", 2),
            Map.entry("session", 3),
            Map.entry("sql", 3),
            Map.entry("telemetry", 3),
            Map.entry("event", 3),
            Map.entry("rolloutfile", 4),
            Map.entry("rolloutcheck", 4),
            Map.entry("rolloutimport", 5),
            Map.entry("store", 4),
            Map.entry("memory", 4),
            Map.entry("connection", 4),
            Map.entry("campaign", 5),
            Map.entry("firmware", 4),
            Map.entry("action", 4),
            Map.entry("action.acceleration", 5),
            Map.entry("action.device", 5),
            Map.entry("action.instance", 5),
            Map.entry("control", 6),
            Map.entry("console", 4),
            Map.entry("core", 7),
            Map.entry("server", 8));

    /** The packages that give the same in every process: all but the database and what is between it and the inventory, and sockets. */
    private static final String[] LOGIC = FLOORS.keySet().stream()
            .filter(name -> !List.of("sql", "store", "firmware", "server").contains(name))
            .map(name -> ROOT + name)
            .toArray(String[]::new);

    /** The maps for many threads, and why their order does not matter. */
    private static final Map<String, String> LOOKED_UP = Map.of(
            ROOT + "memory.GroupIndex",
            "looked up; the keys of a group are in order",
            ROOT + "memory.Table",
            "looked up; what is listed is sorted first",
            ROOT + "action.IdempotentCommands",
            "asked for one token at a time",
            ROOT + "action.PendingAnswers",
            "asked for one device and aspect at a time",
            ROOT + "connection.SessionRegistry",
            "sorted by serial number wherever all are taken",
            ROOT + "telemetry.TrafficReports",
            "all are only taken for a sum of whole numbers");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.sagfleet.controller");

    @Test
    void everyPackageHasAFloor() {
        Set<String> found = new TreeSet<>();
        CLASSES.forEach(type -> found.add(type.getPackageName()));

        assertThat(found).contains(ROOT + "inventory", ROOT + "server").allSatisfy(name -> assertThat(FLOORS)
                .containsKey(name.substring(ROOT.length())));
    }

    @Test
    void aPackageImportsFromLowerFloorsOnly() {
        FLOORS.forEach((name, floor) -> {
            String[] allowed = FLOORS.entrySet().stream()
                    .filter(other -> other.getValue() < floor || other.getKey().equals(name))
                    .map(other -> ROOT + other.getKey())
                    .toArray(String[]::new);
            check(noClasses()
                    .that()
                    .resideInAPackage(ROOT + name)
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("dev.sagfleet.controller..").and(resideOutsideOfPackages(allowed))));
        });
    }

    @Test
    void thereAreNoCycles() {
        check(slices().matching(ROOT + "(*)..").should().beFreeOfCycles());
    }

    @Test
    void ofADeviceOnlyWhatIsSharedIsKnown() {
        check(noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("dev.sagfleet..")
                        .and(resideOutsideOfPackages(
                                "dev.sagfleet.controller..",
                                "dev.sagfleet.agent.file",
                                "dev.sagfleet.agent.protocol",
                                "dev.sagfleet.agent.shaping",
                                "dev.sagfleet.agent.timing",
                                "dev.sagfleet.agent.transport"))));
    }

    @Test
    void onlyOnePackageKnowsTheDatabase() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "sql")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..", "org.flywaydb.."));
    }

    @Test
    void theDatabaseKnowsNothingOfWhatIsKeptInIt() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + "sql")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.sagfleet..")
                        .and(resideOutsideOfPackages(ROOT + "sql", "dev.sagfleet.agent.file"))));
    }

    @Test
    void nettyStaysAtTheEdge() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "server", ROOT + "firmware")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty.."));
    }

    @Test
    void logicReadsNoClockDrawsNothingAtRandomAndDoesNotSleep() {
        Map<String, Set<String>> banned = Map.of(
                "java.lang.System", Set.of("nanoTime", "currentTimeMillis"),
                "java.lang.Thread", Set.of("sleep"),
                "java.time.Instant", Set.of("now"),
                "java.time.InstantSource", Set.of("system"),
                "java.time.LocalDate", Set.of("now"),
                "java.time.LocalDateTime", Set.of("now"),
                "java.time.ZonedDateTime", Set.of("now"),
                "java.time.Clock", Set.of("system", "systemUTC", "systemDefaultZone"),
                "java.util.UUID", Set.of("randomUUID"),
                "java.lang.Math", Set.of("random"));
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "server")
                .should()
                .accessTargetWhere(describe("is a clock, randomness or sleep", access -> banned.getOrDefault(
                                access.getTargetOwner().getName(), Set.of())
                        .contains(access.getName())))
                .orShould()
                .dependOnClassesThat(describe("draw at random", ArchitectureTest::isRandom)));
    }

    @Test
    void logicIsTheSameEverywhere() {
        check(SameEverywhere.rule(resideInAnyPackage(LOGIC)));
    }

    @Test
    void logicGoesByNoHashes() {
        check(SameEverywhere.orderRule(resideInAnyPackage(LOGIC), LOOKED_UP.keySet()));
    }

    @Test
    void whatIsExceptedIsThere() {
        assertThat(LOOKED_UP.keySet()).allMatch(CLASSES::contain);
    }

    @Test
    void namesSayWhatThingsAre() {
        check(noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Impl|Processor|DTO|Dto)"));
    }

    private static boolean isRandom(JavaClass type) {
        return type.isEquivalentTo(Random.class)
                || type.isEquivalentTo(SecureRandom.class)
                || type.isEquivalentTo(SplittableRandom.class)
                || type.isEquivalentTo(ThreadLocalRandom.class);
    }

    /** A rule may speak of packages that are not there yet. */
    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }
}
