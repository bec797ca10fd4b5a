package dev.sagfleet.controller.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** That what the documented message leaves out is said: what was found, and what is possible. */
class ErrorDetailTest {
    private CalledApi api;

    @BeforeEach
    void open(@TempDir Path directory) {
        api = new CalledApi(directory, CalledApi.LONG_WAIT);
        api.registerApplying("sag-1", "box1");
    }

    @AfterEach
    void close() {
        api.close();
    }

    static Stream<Arguments> filters() {
        return Stream.of(
                Arguments.of("Status", "available", "Received, Active, Offline, Arrearage, Ordered, Delivered"),
                Arguments.of("BusinessState", "Locked", "Normal or Arrearage"),
                Arguments.of("InstanceType", "sag-1000", "hardware or software"),
                Arguments.of("HardwareType", "SAG-9", "sag-1000"),
                Arguments.of("SoftwareVersion", "two", "numbers with dots between them"),
                Arguments.of("VersionComparator", "newer", "greater, less or equals"));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void anUnknownValueOfAFilterIsToldWithThoseThatThereAre(String filter, String value, String possible) {
        assertThat(CalledApi.detail(api.start("DescribeSmartAccessGateways", filter, value)))
                .startsWith("found " + value + ", required ")
                .contains(possible);
    }

    @Test
    void anUnknownStatusOfAPlanIsToldWithThoseThatThereAre() {
        String name = "ApplicationBandwidthPackageBusinessStatus";

        assertThat(CalledApi.detail(
                        api.start("ListApplicationBandwidthPackages", "RegionId", "cn-shanghai", name, "Locked")))
                .isEqualTo("found Locked, required Normal or Abnormal");
    }

    @Test
    void aListWithoutNumbersIsToldHowItIsWritten() {
        String associate = "AssociateSmartAGWithApplicationBandwidthPackage";
        String[] plan = {"RegionId", "cn-shanghai", "ApplicationBandwidthPackageId", "abwp-1"};

        assertThat(CalledApi.detail(api.startWithAny(associate, with(plan, "AssociateConfigs.SmartAGId", "sag-1"))))
                .isEqualTo("found AssociateConfigs.SmartAGId, required AssociateConfigs.1.SmartAGId, and so on for each"
                        + " item of the list");
        assertThat(CalledApi.detail(api.startWithAny(associate, with(plan, "AssociateConfigs.0.SmartAGId", "sag-1"))))
                .isEqualTo("found AssociateConfigs.0.SmartAGId, required a number from 1 to 1000");
        assertThat(CalledApi.detail(api.startWithAny(associate, with(plan, "AssociateConfigs.2.SmartAGId", "sag-1"))))
                .contains("required AssociateConfigs.1");
        assertThat(CalledApi.detail(api.startWithAny(associate, with(plan, "AssociateConfigs", "[{}]"))))
                .contains("AssociateConfigs.1.SmartAGId", "found [{}]");
    }

    @Test
    void aNameInOtherLettersIsShownBesideTheRightOne() {
        assertThat(CalledApi.detail(api.startWithAny("ListServiceRegions", "regionid", "cn-shanghai")))
                .isEqualTo("found regionid, required RegionId");
    }

    @Test
    void anUnknownActionIsToldWithThoseThatThereAre() {
        assertThat(CalledApi.detail(api.start("DescribeRegion")))
                .startsWith("found action DescribeRegion, required one of ")
                .contains("DescribeRegions, ");
    }

    private static String[] with(String[] some, String name, String value) {
        return Stream.concat(Stream.of(some), Stream.of(name, value)).toArray(String[]::new);
    }
}
