package dev.sagfleet.controller.action;

import static dev.sagfleet.controller.action.CalledApi.TOO_OLD;
import static dev.sagfleet.controller.action.CalledApi.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.controller.action.Action.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call that is repeated with its ClientToken. */
class ClientTokenTest {
    private static final String ASSOCIATE = "AssociateSmartAGWithApplicationBandwidthPackage";
    private static final String DISSOCIATE = "DissociateSmartAGFromApplicationBandwidthPackage";

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
    void aRepeatGetsTheFirstAnswerAndChangesNothing() {
        Response first = await(associate("token", "10"));

        Response repeat = await(associate("token", "10"));

        assertThat(repeat).isEqualTo(first);
        assertThat(repeat.requestId()).isEqualTo("REQUEST-1");
        assertThat(api.toldCount()).isEqualTo(1);
    }

    @Test
    void aRepeatIsAnsweredEvenAfterTheAssociationHasEnded() {
        await(associate("token", "10"));
        await(dissociate("token"));

        assertThat(await(associate("token", "10")).requestId()).isEqualTo("REQUEST-1");
        assertThat(await(dissociate("token")).requestId()).isEqualTo("REQUEST-2");
        assertThat(api.inventory().instance("sag-1").acceleration()).isEmpty();
    }

    @Test
    void theSameTokenWithOtherParametersIsAMismatch() {
        await(associate("token", "10"));

        CalledApi.assertError(
                400,
                "IdempotentParameterMismatch",
                "The request uses the same client token as a previous, but non-identical request.",
                associate("token", "11"));
    }

    @Test
    void tokensAreCaseSensitive() {
        await(associate("token", "10"));

        assertAlreadyAssociated(associate("Token", "10"));
    }

    @Test
    void aFailedCallKeepsNothing() {
        CalledApi.assertError(
                400,
                "OperationDenied.BandwidthExceeded",
                "The total bandwidth exceeds the limit. The operation is denied.",
                associate("token", "21"));

        assertThat(await(associate("token", "20")).requestId()).isEqualTo("REQUEST-2");
    }

    @Test
    void aRefusedCallKeepsNothing() {
        api.makeRefuse("box1", TOO_OLD);
        assertUnsupported(associate("token", "10"));
        api.registerApplying("sag-1", "box1");

        assertThat(await(associate("token", "10")).requestId()).isEqualTo("REQUEST-2");
    }

    @Test
    void aRepeatWhileTheFirstWaitsWaitsForTheSameAnswer() throws InterruptedException {
        api.silence("box1");
        CompletionStage<Response> first = associate("token", "10");
        Command command = api.nextTold();

        CompletionStage<Response> repeat = associate("token", "10");
        api.awaitCommits();
        assertThat(repeat.toCompletableFuture()).isNotDone();
        api.answer("box1", command, Optional.empty());

        assertThat(await(first).requestId()).isEqualTo("REQUEST-1");
        assertThat(await(repeat).requestId()).isEqualTo("REQUEST-1");
        assertThat(api.toldCount()).isZero();
    }

    @Test
    void aRepeatWhileTheFirstWaitsIsRefusedWithIt() throws InterruptedException {
        api.silence("box1");
        CompletionStage<Response> first = associate("token", "10");
        Command command = api.nextTold();

        CompletionStage<Response> repeat = associate("token", "10");
        api.awaitCommits();
        api.answer("box1", command, Optional.of(TOO_OLD));
        api.answer("box1", api.nextTold(), Optional.empty());

        assertUnsupported(first);
        assertUnsupported(repeat);
        assertThat(api.toldCount()).isZero();
        assertThat(api.inventory().instance("sag-1").acceleration()).isEmpty();
    }

    @Test
    void aRepeatWithOtherParametersWhileTheFirstWaitsIsAMismatch() throws InterruptedException {
        api.silence("box1");
        associate("token", "10");
        api.nextTold();

        CalledApi.assertError(
                400,
                "IdempotentParameterMismatch",
                "The request uses the same client token as a previous, but non-identical request.",
                associate("token", "11"));
    }

    @Test
    void aRepeatOfACallThatACrashCutOffWaitsForItsChange() throws InterruptedException {
        api.silence("box1");
        associate("token", "10");
        Command command = api.nextTold();
        api.restart();

        CompletionStage<Response> repeat = associate("token", "10");
        api.awaitCommits();
        assertThat(repeat.toCompletableFuture()).isNotDone();
        api.answer("box1", command, Optional.empty());

        assertThat(await(repeat).requestId()).isEqualTo("REQUEST-1");
        assertThat(api.toldCount()).isZero();
    }

    @Test
    void aRepeatOfACallThatACrashCutOffIsRefusedAsItWouldHaveBeen() throws InterruptedException {
        api.silence("box1");
        associate("token", "10");
        Command command = api.nextTold();
        api.restart();
        api.answer("box1", command, Optional.of(TOO_OLD));
        api.awaitCommits();

        assertUnsupported(associate("token", "10"));

        assertThat(api.inventory().instance("sag-1").acceleration()).isEmpty();
        api.registerApplying("sag-1", "box1");
        assertThat(await(associate("token", "10")).requestId()).isEqualTo("REQUEST-3");
    }

    /** Its flash was lost, for one. */
    @Test
    void aRepeatOfAnAnsweredCallHasTheFirstAnswerAlthoughTheDeviceRefusesTheSameByNow() throws InterruptedException {
        await(associate("token", "10"));
        Command command = api.nextTold();
        api.restart();
        api.answer("box1", command, Optional.of(TOO_OLD));
        api.awaitCommits();

        assertThat(await(associate("token", "10")).requestId()).isEqualTo("REQUEST-1");
        assertThat(api.inventory().instance("sag-1").acceleration()).isPresent();
    }

    @Test
    void aRepeatOfACallThatWasAnsweredWithoutItsDeviceHasThatAnswerWhateverTheDeviceSaysLater(@TempDir Path other)
            throws InterruptedException {
        try (CalledApi impatient = new CalledApi(other, Duration.ofMillis(1))) {
            impatient.registerApplying("sag-1", "box1");
            impatient.silence("box1");
            assertThat(await(associate(impatient, "token", "10")).requestId()).isEqualTo("REQUEST-1");
            impatient.answer("box1", impatient.nextTold(), Optional.of(TOO_OLD));
            impatient.awaitCommits();
            impatient.restart();

            assertThat(await(associate(impatient, "token", "10")).requestId()).isEqualTo("REQUEST-1");
            assertThat(impatient.inventory().instance("sag-1").acceleration()).isPresent();
        }
    }

    @Test
    void aCallThatALaterOneOvertakesIsAnsweredAtOnceAndSoIsItsRepeat() throws InterruptedException {
        api.silence("box1");
        CompletionStage<Response> first = associate("token", "10");
        api.nextTold();

        CompletionStage<Response> second = dissociate("token");
        Command latest = api.nextTold();

        assertThat(await(first).requestId()).isEqualTo("REQUEST-1");
        assertThat(await(associate("token", "10")).requestId()).isEqualTo("REQUEST-1");
        assertThat(second.toCompletableFuture()).isNotDone();
        api.answer("box1", latest, Optional.empty());
        assertThat(await(second).requestId()).isEqualTo("REQUEST-2");
    }

    @Test
    void theRepeatOfACallThatWasOvertakenBeforeACrashDoesNotWait() throws InterruptedException {
        api.silence("box1");
        var unused = associate("token", "10");
        api.nextTold();
        api.restart();
        var later = dissociate("token");
        api.nextTold();

        assertThat(await(associate("token", "10")).requestId()).isEqualTo("REQUEST-1");
        assertThat(later.toCompletableFuture()).isNotDone();
    }

    @Test
    void aTokenIsRememberedForADay() {
        await(associate("token", "10"));

        api.advance(Duration.ofHours(24));
        assertThat(await(associate("token", "10")).requestId()).isEqualTo("REQUEST-1");

        api.advance(Duration.ofMillis(1));
        assertAlreadyAssociated(associate("token", "10"));
    }

    @Test
    void aTokenIsUpTo64AsciiCharacters() {
        for (String token : new String[] {"x".repeat(65), "jeton-é"}) {
            CalledApi.assertError(
                    400, "InvalidClientToken", "Specified parameter ClientToken is not valid.", associate(token, "10"));
        }
        assertThat(await(associate("x".repeat(64), "10")).requestId()).isEqualTo("REQUEST-3");
    }

    @Test
    void anEmptyTokenIsNone() {
        await(associate("", "10"));

        assertAlreadyAssociated(associate("", "10"));
    }

    private CompletionStage<Response> associate(String token, String bandwidth) {
        return associate(api, token, bandwidth);
    }

    private static CompletionStage<Response> associate(CalledApi called, String token, String bandwidth) {
        return called.start(
                ASSOCIATE,
                "RegionId",
                "cn-shanghai",
                "ApplicationBandwidthPackageId",
                "abwp-1",
                "AssociateConfigs.1.SmartAGId",
                "sag-1",
                "AssociateConfigs.1.Bandwidth",
                bandwidth,
                "ClientToken",
                token);
    }

    private CompletionStage<Response> dissociate(String token) {
        return api.start(
                DISSOCIATE,
                "RegionId",
                "cn-shanghai",
                "ApplicationBandwidthPackageId",
                "abwp-1",
                "SmartAGId",
                "sag-1",
                "ClientToken",
                token);
    }

    private static void assertAlreadyAssociated(CompletionStage<Response> call) {
        CalledApi.assertError(
                400,
                "ResourceAlreadyAssociated.SmartAccessGateway",
                "The specified resource of SmartAccessGateway is already associated.",
                call);
    }

    private static void assertUnsupported(CompletionStage<Response> call) {
        CalledApi.assertError(
                400,
                "UnsupportedFeature.ApplicationAccelerate",
                "The feature of ApplicationAccelerate is not supported.",
                call);
    }
}
