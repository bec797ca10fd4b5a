package dev.sagfleet.simulator;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The floors of this module, and what may be used where. */
class ArchitectureTest {
    private static final String ROOT = "dev.sagfleet.simulator";

    /** A package imports from lower floors only. */
    private static final Map<String, Integer> FLOORS = Map.of("time", 1, "delay", 2, "fleet", 3, "world", 6, "cli", 8);

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @ParameterizedTest
    @ValueSource(strings = {"time", "delay", "fleet", "world", "cli"})
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
                .importPackages(ROOT + ".makes", ROOT + ".iperf3", ROOT + ".benchmark", ROOT + ".cli");

        slices().matching(ROOT + ".(*)").should().beFreeOfCycles().check(benchmark);
    }

    @Test
    void nettyStaysWhereDevicesRun() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".fleet", ROOT + ".world")
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
    void namesSayWhatThingsAre() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Processor|DTO|Dto)")
                .check(CLASSES);
    }

    private static ArchRule rule(String name, List<String> outOfReach) {
        String[] packages = outOfReach.stream().map(other -> ROOT + '.' + other).toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(ROOT + '.' + name)
                .should()
                .dependOnClassesThat(resideInAnyPackage(packages));
    }
}
