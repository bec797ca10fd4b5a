package dev.sagfleet.controller.action;

import static dev.sagfleet.controller.action.CalledApi.TOO_OLD;
import static dev.sagfleet.controller.action.CalledApi.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Associate;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Dissociate;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.controller.action.Action.Response;
import dev.sagfleet.controller.inventory.HaType;
import dev.sagfleet.controller.inventory.StoredInventory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Associating and dissociating, and what the devices have to say about it. */
class AssociateActionTest {
    private static final String ASSOCIATE = "AssociateSmartAGWithApplicationBandwidthPackage";
    private static final String DISSOCIATE = "DissociateSmartAGFromApplicationBandwidthPackage";
    private static final String[] BOTH = {
        "RegionId", "cn-shanghai",
        "ApplicationBandwidthPackageId", "abwp-1",
        "AssociateConfigs.1.SmartAGId", "sag-1",
        "AssociateConfigs.1.Bandwidth", "10",
        "AssociateConfigs.2.SmartAGId", "sag-2",
        "AssociateConfigs.2.Bandwidth", "12"
    };
    private static final String[] OFF = {
        "RegionId", "cn-shanghai",
        "ApplicationBandwidthPackageId", "abwp-1",
        "SmartAGId", "sag-1",
        "SmartAGIdList.1", "sag-2",
        "SmartAGIdList.2", "sag-1"
    };

    private Path directory;

    private CalledApi api;

    /** Two boxes that apply what they are told. */
    @BeforeEach
    void open(@TempDir Path temporary) {
        directory = temporary;
        open(CalledApi.LONG_WAIT);
    }

    private void open(Duration wait) {
        api = new CalledApi(directory, wait);
        api.registerApplying("sag-1", "box1");
        api.registerApplying("sag-2", "box2");
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void successIsAnsweredOnceEveryDeviceHasApplied() throws InterruptedException {
        api.silence("box1");

        CompletionStage<Response> call = api.start(ASSOCIATE, BOTH);
        Command first = api.nextTold();
        api.nextTold();
        api.awaitCommits();
        assertThat(call.toCompletableFuture()).isNotDone();
        api.answer("box1", first, Optional.empty());

        assertThat(await(call).fields()).isEmpty();
        assertThat(await(call).requestId()).isEqualTo("REQUEST-1");
        assertThat(first).isInstanceOf(Associate.class);
        assertThat(first.commandId()).isEqualTo("REQUEST-1");
        assertThat(pending("box1")).isFalse();
    }

    @Test
    void aRefusalTakesBackTheWholeCallAndIsAnsweredWithTheDocumentedError() {
        api.makeRefuse("box2", TOO_OLD);

        CompletionStage<Response> call = api.start(ASSOCIATE, BOTH);

        CalledApi.assertError(
                400,
                "UnsupportedFeature.ApplicationAccelerate",
                "The feature of ApplicationAccelerate is not supported.",
                call);
        assertThat(CalledApi.detail(call)).isEqualTo("box2: found 2.3.9, required 2.4.0 or later (the device refused)");
        assertThat(api.inventory().instance("sag-1").acceleration()).isEmpty();
        assertThat(api.inventory().instance("sag-2").acceleration()).isEmpty();
        assertThat(api.inventory().desired("box1", Aspect.ACCELERATION))
                .isEqualTo(new Dissociate("REQUEST-1", new Revision(2)));
    }

    @Test
    void aDeviceThatIsOfflineIsNotWaitedForAndShowsAsPending() {
        api.inventory().register(StoredInventory.instance("sag-app", DeviceModel.APP, HaType.NO_BACKUP), "app1");

        api.call(
                ASSOCIATE,
                "RegionId",
                "cn-shanghai",
                "ApplicationBandwidthPackageId",
                "abwp-1",
                "AssociateConfigs.1.SmartAGId",
                "sag-app",
                "AssociateConfigs.1.Bandwidth",
                "10");

        assertThat(pending("app1")).isTrue();
        assertThat(api.inventory().instance("sag-app").acceleration()).isPresent();
    }

    @Test
    void aDeviceThatNeverAnswersIsGivenUpOnAfterTheBound() {
        api.close();
        directory = directory.resolve("hasty");
        open(Duration.ofMillis(20));
        api.silence("box1");

        assertThat(api.call(ASSOCIATE, BOTH).requestId()).isEqualTo("REQUEST-1");

        assertThat(pending("box1")).isTrue();
        assertThat(api.inventory().instance("sag-1").acceleration()).isPresent();
    }

    @Test
    void aRefusalAfterTheBoundIsRecordedAndTakesNothingBack() throws InterruptedException {
        api.close();
        directory = directory.resolve("hasty");
        open(Duration.ofMillis(20));
        api.silence("box1");
        api.call(ASSOCIATE, BOTH);

        api.answer("box1", api.nextTold(), Optional.of(TOO_OLD));
        api.awaitCommits();

        assertThat(api.inventory()
                        .aspect("box1", Aspect.ACCELERATION)
                        .orElseThrow()
                        .refusal())
                .contains(TOO_OLD);
        assertThat(api.inventory().instance("sag-1").acceleration()).isPresent();
    }

    @Test
    void aCallThatALaterOneOvertakesIsNotRefusedByTheAnswerToThatOne() throws InterruptedException {
        api.silence("box1");
        CompletionStage<Response> first = api.start(ASSOCIATE, BOTH);
        api.nextTold();
        api.nextTold();

        CompletionStage<Response> second = api.start(DISSOCIATE, OFF);
        api.answer("box1", api.nextTold(), Optional.empty());

        assertThat(await(first).requestId()).isEqualTo("REQUEST-1");
        assertThat(await(second).requestId()).isEqualTo("REQUEST-2");
    }

    @Test
    void aDryRunThatWouldSucceedSaysSoAndChangesNothing() {
        String[] dry = Arrays.copyOf(BOTH, BOTH.length + 4);
        dry[BOTH.length] = "DryRun";
        dry[BOTH.length + 1] = "true";
        dry[BOTH.length + 2] = "ClientToken";
        dry[BOTH.length + 3] = "token";

        for (int i = 0; i < 2; i++) {
            api.assertError(
                    400, "DryRunOperation", "Request validation has been passed with DryRun flag set.", ASSOCIATE, dry);
        }

        assertThat(api.toldCount()).isZero();
        assertThat(api.inventory().instance("sag-1").acceleration()).isEmpty();
        dry[BOTH.length + 1] = "false";
        assertThat(api.call(ASSOCIATE, dry).requestId()).isEqualTo("REQUEST-3");
    }

    @Test
    void aDryRunThatWouldFailSaysWhy() {
        api.call(ASSOCIATE, BOTH);
        String[] dry = Arrays.copyOf(BOTH, BOTH.length + 2);
        dry[BOTH.length] = "DryRun";
        dry[BOTH.length + 1] = "TRUE";

        api.assertError(
                400,
                "ResourceAlreadyAssociated.SmartAccessGateway",
                "The specified resource of SmartAccessGateway is already associated.",
                ASSOCIATE,
                dry);
    }

    @Test
    void dissociatingTakesBothFormsAndCountsAnInstanceOnce() {
        api.call(ASSOCIATE, BOTH);

        assertThat(api.call(DISSOCIATE, OFF).fields()).isEmpty();

        assertThat(api.inventory().instance("sag-1").acceleration()).isEmpty();
        assertThat(api.inventory().desired("box1", Aspect.ACCELERATION))
                .isEqualTo(new Dissociate("REQUEST-2", new Revision(2)));
        api.assertError(
                400,
                "ResourceNotAssociated.SmartAccessGateway",
                "The specified resource of SmartAccessGateway is not associated.",
                DISSOCIATE,
                OFF);
    }

    private boolean pending(String serial) {
        return api.inventory().aspect(serial, Aspect.ACCELERATION).orElseThrow().isPending();
    }
}
