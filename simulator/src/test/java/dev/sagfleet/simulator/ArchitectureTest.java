package dev.sagfleet.simulator;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.sagfleet.agent.architecture.SameEverywhere;
import dev.sagfleet.simulator.fleet.FleetFlash;
import dev.sagfleet.simulator.world.VirtualWorld;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The floors of this module, and what may be used where. */
class ArchitectureTest {
    private static final String ROOT = "dev.sagfleet.simulator";

    /** A package imports from lower floors only. */
    private static final Map<String, Integer> FLOORS = Map.ofEntries(
            Map.entry("time", 1),
            Map.entry("counted", 1),
            Map.entry("flow", 1),
            Map.entry("virtual", 2),
            Map.entry("fault", 2),
            Map.entry("delay", 2),
            Map.entry("link", 3),
            Map.entry("fleet", 3),
            Map.entry("world", 4),
            Map.entry("simtest", 5),
            Map.entry("rehearsal", 5),
            Map.entry("text", 6),
            Map.entry("report", 7),
            Map.entry("cli", 8));

    /** What runs on virtual time, or draws what it is made from. */
    private static final DescribedPredicate<JavaClass> LOGIC = resideInAnyPackage(packages(List.of(
                    "time", "counted", "flow", "delay", "link", "virtual", "fault", "fleet", "simtest", "rehearsal")))
            .and(not(type(FleetFlash.class)))
            .or(type(VirtualWorld.class))
            .or(JavaClass.Predicates.simpleName("Provisioning"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "time",
                "counted",
                "flow",
                "virtual",
                "fault",
                "delay",
                "link",
                "fleet",
                "world",
                "simtest",
                "rehearsal",
                "text",
                "report",
                "cli"
            })
    void packageImportsFromLowerFloorsOnly(String name) {
        List<String> outOfReach = FLOORS.keySet().stream()
                .filter(other -> !other.equals(name) && FLOORS.get(other) >= FLOORS.get(name))
                .toList();

        rule(name, outOfReach).check(CLASSES);
    }

    @Test
    void importFromAHigherFloorIsFound() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> rule("world", List.of("fleet")).check(CLASSES));
    }

    @Test
    void everyPackageHasItsFloor() {
        assertThat(CLASSES).isNotEmpty().allSatisfy(type -> assertThat(FLOORS)
                .as(type.getName())
                .containsKey(type.getPackageName().replace(ROOT + '.', "")));
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(*)").should().beFreeOfCycles().check(CLASSES);
    }

    /** Compiled with the tests, so that none of the other rules speaks of it. */
    @Test
    void packagesOfTheBenchmarkHaveNoCycles() {
        JavaClasses benchmark = new ClassFileImporter()
                .importPackages(
                        ROOT + ".makes", ROOT + ".iperf3", ROOT + ".benchmark", ROOT + ".campaign", ROOT + ".cli");

        slices().matching(ROOT + ".(*)").should().beFreeOfCycles().check(benchmark);
    }

    @Test
    void nettyStaysWhereAWorldIsPutTogether() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".world")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(CLASSES);
    }

    @Test
    void clockAndChanceStayAtTheEdge() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".fleet", ROOT + ".world", ROOT + ".cli")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .check(CLASSES);
    }

    @Test
    void whatRunsOnVirtualTimeIsTheSameEverywhere() {
        SameEverywhere.rule(LOGIC).check(CLASSES);
        SameEverywhere.orderRule(LOGIC, List.of()).check(CLASSES);
    }

    @Test
    void aReportIsTheSameEverywhere() {
        DescribedPredicate<JavaClass> report = resideInAnyPackage(packages(List.of("report")));

        SameEverywhere.rule(report).check(CLASSES);
        SameEverywhere.orderRule(report, List.of()).check(CLASSES);
    }

    @Test
    void textIsMadeFromValuesAlone() {
        pure("text").check(CLASSES);
    }

    @Test
    void whatIsNotMadeFromValuesAloneIsFound() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> pure("cli").check(CLASSES))
                .withMessageContaining("java.io.PrintWriter")
                .withMessageContaining("java.nio.file.Path")
                .withMessageContaining("java.net.Socket")
                .withMessageContaining("picocli")
                .withMessageContaining("java.lang.System.getenv")
                .withMessageContaining("java.time.Instant.now")
                .withMessageContaining("java.time.ZoneId.systemDefault");
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Processor|DTO|Dto)")
                .check(CLASSES);
    }

    /** Neither flags nor files, sockets, threads, settings of the process or clocks. */
    private static ArchRule pure(String name) {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + '.' + name)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..",
                        "java.nio..",
                        "java.net.http..",
                        "java.util.concurrent..",
                        "io.netty..",
                        "picocli..",
                        "org.slf4j..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(
                        Socket.class,
                        ServerSocket.class,
                        DatagramSocket.class,
                        URL.class,
                        System.class,
                        Runtime.class,
                        Thread.class,
                        Clock.class,
                        InstantSource.class,
                        UUID.class,
                        Random.class)
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(ZoneId.class, "systemDefault");
    }

    private static ArchRule rule(String name, List<String> outOfReach) {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + '.' + name)
                .should()
                .dependOnClassesThat(resideInAnyPackage(packages(outOfReach)));
    }

    private static String[] packages(List<String> names) {
        return names.stream().map(name -> ROOT + '.' + name).toArray(String[]::new);
    }
}
