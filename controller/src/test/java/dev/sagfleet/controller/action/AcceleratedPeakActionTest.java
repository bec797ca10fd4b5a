package dev.sagfleet.controller.action;

import static dev.sagfleet.controller.action.CalledApi.TOO_OLD;
import static dev.sagfleet.controller.action.PlanCalls.inRegion;
import static dev.sagfleet.controller.action.PlanCalls.peak;
import static dev.sagfleet.controller.action.PlanCalls.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Associate;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.controller.action.Action.Response;
import dev.sagfleet.controller.inventory.DeviceAspect;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changing the peak of an associated instance. */
class AcceleratedPeakActionTest {
    private static final String PEAK = "UpdateSmartAGAccelerateConfig";

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

    @Test
    void anotherPeakReachesTheDevice() throws InterruptedException {
        associate();

        api.call(PEAK, peak("20"));

        assertThat(limit(api.nextTold())).isEqualTo(Bandwidth.ofMegabits(20));
        assertThat(peakOf("sag-1")).isEqualTo(20);
        DeviceAspect aspect =
                api.inventory().aspect("box1", Aspect.ACCELERATION).orElseThrow();
        assertThat(aspect.reported()).isEqualTo(aspect.desired().revision());
    }

    @Test
    void peaksNameWhatIsMissingOrMalformed() throws InterruptedException {
        api.assertMissing("RegionId", PEAK);
        api.assertMissing("SmartAGId", PEAK, inRegion());
        api.assertMissing("Bandwidth", PEAK, inRegion("SmartAGId", "sag-1"));
        api.assertInvalid("Bandwidth", PEAK, peak("0"));
        api.assertError(
                400,
                "ResourceNotAssociated.SmartAccessGateway",
                "The specified resource of SmartAccessGateway is not associated.",
                PEAK,
                peak("5"));
        associate();
        api.assertError(
                400,
                "OperationDenied.BandwidthExceeded",
                "The total bandwidth exceeds the limit. The operation is denied.",
                PEAK,
                peak("21"));
        api.assertError(
                404,
                "ResourceNotFound.SmartAccessGateway",
                "The specified resource of SmartAccessGateway is not found.",
                PEAK,
                inRegion("SmartAGId", "sag-none", "Bandwidth", "5"));
    }

    @Test
    void aPeakThatTheDeviceRefusesIsTakenBack() throws InterruptedException {
        associate();
        api.makeRefuse("box1", TOO_OLD);

        assertUnsupported(api.start(PEAK, peak("20", "ClientToken", "token")));

        assertThat(limit(api.nextTold())).isEqualTo(Bandwidth.ofMegabits(20));
        assertThat(limit(api.nextTold())).isEqualTo(Bandwidth.ofMegabits(10));
        assertThat(peakOf("sag-1")).isEqualTo(10);
        api.registerApplying("sag-1", "box1");
        assertThat(api.call(PEAK, peak("20", "ClientToken", "token")).requestId())
                .isEqualTo("REQUEST-3");
    }

    @Test
    void aRepeatOfACallThatACrashCutOffTakesThePeakBack() throws InterruptedException {
        associate();
        api.silence("box1");
        var unused = api.start(PEAK, peak("20", "ClientToken", "token"));
        Command command = api.nextTold();
        api.restart();
        api.answer("box1", command, Optional.of(TOO_OLD));
        api.awaitCommits();

        assertUnsupported(api.start(PEAK, peak("20", "ClientToken", "token")));

        assertThat(peakOf("sag-1")).isEqualTo(10);
        assertThat(limit(api.nextTold())).isEqualTo(Bandwidth.ofMegabits(10));
    }

    /** With a peak of 10 Mbit/s on a plan of 20 Mbit/s. */
    private void associate() throws InterruptedException {
        api.call(
                "AssociateSmartAGWithApplicationBandwidthPackage",
                plan("abwp-1", "AssociateConfigs.1.SmartAGId", "sag-1", "AssociateConfigs.1.Bandwidth", "10"));
        assertThat(limit(api.nextTold())).isEqualTo(Bandwidth.ofMegabits(10));
    }

    private static Bandwidth limit(Command command) {
        assertThat(command).isInstanceOf(Associate.class);
        return ((Associate) command).limit();
    }

    private int peakOf(String instanceId) {
        return api.inventory().instance(instanceId).acceleration().orElseThrow().megabits();
    }

    private static void assertUnsupported(CompletionStage<Response> call) {
        CalledApi.assertError(
                400,
                "UnsupportedFeature.ApplicationAccelerate",
                "The feature of ApplicationAccelerate is not supported.",
                call);
    }
}
