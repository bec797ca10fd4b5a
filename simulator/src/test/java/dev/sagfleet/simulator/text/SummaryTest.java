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

        assertThat(Summary.ofWorld(fleet, 8640, 8641, "sag-data").text("Ctrl-C"))
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
        assertThat(Summary.ofWorld(fleet(INSTANCES), 1234, 8641, "other").text("Ctrl-C"))
                .contains("./sag api DescribeSmartAccessGateways --data other --PageSize 3");
    }

    @Test
    void anEmptyOneIsOfferedDevices() {
        assertThat(Summary.ofWorld(fleet("instances: []\n"), 8640, 8641, "sag-data")
                        .text("Ctrl-C"))
                .contains("  ./sag agent\n")
                .doesNotContain("Associate", "Downgrade");
        assertThat(Summary.ofController(8640, 8641, "other").text("./sag down --data other"))
                .contains("  ./sag fleet --devices 10 --data other\n")
                .endsWith("\nstop with ./sag down --data other\n");
    }

    @Test
    void aFleetThatCannotAccelerateIsOfferedAnotherBandwidth() {
        Blueprint fleet = fleet("plans: [{name: hq, bandwidth: 100}]\n" + INSTANCES);

        assertThat(Summary.ofWorld(fleet, 8640, 8641, "sag-data").text("Ctrl-C"))
                .contains("  ./sag api DowngradeSmartAccessGateway --RegionId cn-shanghai --SmartAGId "
                        + fleet.instances().get(0).id() + " --BandWidthSpec 10 --AutoPay true\n");
    }
}
