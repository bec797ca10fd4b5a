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
    private CalledApi api;
    private TokenCalls calls;

    @BeforeEach
    void open(@TempDir Path directory) {
        api = new CalledApi(directory, CalledApi.LONG_WAIT);
        calls = new TokenCalls(api);
        api.registerApplying("sag-1", "box1");
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aRepeatGetsTheFirstAnswerAndChangesNothing() {
        Response first = await(calls.associate("token", "10"));

        Response repeat = await(calls.associate("token", "10"));

        assertThat(repeat).isEqualTo(first);
        assertThat(repeat.requestId()).isEqualTo("REQUEST-1");
        assertThat(api.toldCount()).isEqualTo(1);
    }

    @Test
    void aRepeatIsAnsweredEvenAfterTheAssociationHasEnded() {
        await(calls.associate("token", "10"));
        await(calls.dissociate("token"));

        assertThat(await(calls.associate("token", "10")).requestId()).isEqualTo("REQUEST-1");
        assertThat(await(calls.dissociate("token")).requestId()).isEqualTo("REQUEST-2");
        assertThat(api.inventory().instance("sag-1").acceleration()).isEmpty();
    }

    @Test
    void theSameTokenWithOtherParametersIsAMismatch() {
        await(calls.associate("token", "10"));

        CalledApi.assertError(
                400,
                "IdempotentParameterMismatch",
                "The request uses the same client token as a previous, but non-identical request.",
                calls.associate("token", "11"));
    }

    @Test
    void tokensAreCaseSensitive() {
        await(calls.associate("token", "10"));

        TokenCalls.assertAlreadyAssociated(calls.associate("Token", "10"));
    }

    @Test
    void aFailedCallKeepsNothing() {
        CalledApi.assertError(
                400,
                "OperationDenied.BandwidthExceeded",
                "The total bandwidth exceeds the limit. The operation is denied.",
                calls.associate("token", "21"));

        assertThat(await(calls.associate("token", "20")).requestId()).isEqualTo("REQUEST-2");
    }

    @Test
    void aRefusedCallKeepsNothing() {
        api.makeRefuse("box1", TOO_OLD);
        TokenCalls.assertUnsupported(calls.associate("token", "10"));
        api.registerApplying("sag-1", "box1");

        assertThat(await(calls.associate("token", "10")).requestId()).isEqualTo("REQUEST-2");
    }

    @Test
    void aRepeatWhileTheFirstWaitsWaitsForTheSameAnswer() throws InterruptedException {
        api.silence("box1");
        CompletionStage<Response> first = calls.associate("token", "10");
        Command command = api.nextTold();

        CompletionStage<Response> repeat = calls.associate("token", "10");
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
        CompletionStage<Response> first = calls.associate("token", "10");
        Command command = api.nextTold();

        CompletionStage<Response> repeat = calls.associate("token", "10");
        api.awaitCommits();
        api.answer("box1", command, Optional.of(TOO_OLD));
        api.answer("box1", api.nextTold(), Optional.empty());

        TokenCalls.assertUnsupported(first);
        TokenCalls.assertUnsupported(repeat);
        assertThat(api.toldCount()).isZero();
        assertThat(api.inventory().instance("sag-1").acceleration()).isEmpty();
    }

    @Test
    void aRepeatWithOtherParametersWhileTheFirstWaitsIsAMismatch() throws InterruptedException {
        api.silence("box1");
        calls.associate("token", "10");
        api.nextTold();

        CalledApi.assertError(
                400,
                "IdempotentParameterMismatch",
                "The request uses the same client token as a previous, but non-identical request.",
                calls.associate("token", "11"));
    }

    @Test
    void aCallThatALaterOneOvertakesIsAnsweredAtOnceAndSoIsItsRepeat() throws InterruptedException {
        api.silence("box1");
        CompletionStage<Response> first = calls.associate("token", "10");
        api.nextTold();

        CompletionStage<Response> second = calls.dissociate("token");
        Command latest = api.nextTold();

        assertThat(await(first).requestId()).isEqualTo("REQUEST-1");
        assertThat(await(calls.associate("token", "10")).requestId()).isEqualTo("REQUEST-1");
        assertThat(second.toCompletableFuture()).isNotDone();
        api.answer("box1", latest, Optional.empty());
        assertThat(await(second).requestId()).isEqualTo("REQUEST-2");
    }

    @Test
    void aTokenIsRememberedForADay() {
        await(calls.associate("token", "10"));

        api.advance(Duration.ofHours(24));
        assertThat(await(calls.associate("token", "10")).requestId()).isEqualTo("REQUEST-1");

        api.advance(Duration.ofMillis(1));
        TokenCalls.assertAlreadyAssociated(calls.associate("token", "10"));
    }

    @Test
    void aTokenIsUpTo64AsciiCharacters() {
        for (String token : new String[] {"x".repeat(65), "jeton-é"}) {
            CalledApi.assertError(
                    400,
                    "InvalidClientToken",
                    "Specified parameter ClientToken is not valid.",
                    calls.associate(token, "10"));
        }
        assertThat(await(calls.associate("x".repeat(64), "10")).requestId()).isEqualTo("REQUEST-3");
    }

    @Test
    void anEmptyTokenIsNone() {
        await(calls.associate("", "10"));

        TokenCalls.assertAlreadyAssociated(calls.associate("", "10"));
    }
}
