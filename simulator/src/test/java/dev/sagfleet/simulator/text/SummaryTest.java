package dev.sagfleet.simulator.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import org.junit.jupiter.api.Test;

/** What is printed once a world is up. */
class SummaryTest {
    private static final String INSTANCES =
            "instances: [{model: SAG-1000, count: 1, bandwidth: 20, firmware: 2.3.9}]\n";

    private static Blueprint fleet(String text) {
        return new FleetDefinition("test.yaml", text, FleetDefinition.SEED_DEFAULT).blueprint();
    }

    @Test
    void placesComeFirstAndThenCallsToTry() {
        Blueprint fleet = fleet("plans: [{name: hq, bandwidth: 100}]\n" + INSTANCES.replace("2.3.9", "2.4.0"));

        assertThat(new Summary(fleet, 8640, 8641, "sag-data").text())
                .isEqualTo(
                        """

                          endpoint      http://127.0.0.1:8640
                          device port   8641
                          credentials   sag-data/credentials
                          data          sag-data

                        try, in another terminal:
                          curl http://127.0.0.1:8640/healthz
                          ./sag api DescribeSmartAccessGateways --PageSize 3
                          ./sag api AssociateSmartAGWithApplicationBandwidthPackage --RegionId cn-shanghai \
                        --ApplicationBandwidthPackageId %s --AssociateConfigs.1.SmartAGId %s --AssociateConfigs.1.Bandwidth 5

                        stop with Ctrl-C
                        """
                                .formatted(
                                        fleet.plans().get(0).id(),
                                        fleet.instances().get(0).id()));
    }

    @Test
    void aCallSaysWhereTheControllerIsUnlessItIsWhereItIsLookedForAnyway() {
        assertThat(new Summary(fleet(INSTANCES), 1234, 8641, "other").text())
                .contains("./sag api DescribeSmartAccessGateways --endpoint http://127.0.0.1:1234 --data other");
    }

    @Test
    void aFleetThatCannotAccelerateIsOfferedAnotherBandwidth() {
        Blueprint fleet = fleet("plans: [{name: hq, bandwidth: 100}]\n" + INSTANCES);

        assertThat(new Summary(fleet, 8640, 8641, "sag-data").text())
                .contains("  ./sag api DowngradeSmartAccessGateway --RegionId cn-shanghai --SmartAGId "
                        + fleet.instances().get(0).id() + " --BandWidthSpec 10 --AutoPay true\n");
    }
}
