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

/** A call that is repeated with its ClientToken once the controller has started again. */
class RepeatAfterCrashTest {
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
    void aRepeatOfACallThatACrashCutOffWaitsForItsChange() throws InterruptedException {
        api.silence("box1");
        calls.associate("token", "10");
        Command command = api.nextTold();
        api.restart();

        CompletionStage<Response> repeat = calls.associate("token", "10");
        api.awaitCommits();
        assertThat(repeat.toCompletableFuture()).isNotDone();
        api.answer("box1", command, Optional.empty());

        assertThat(await(repeat).requestId()).isEqualTo("REQUEST-1");
        assertThat(api.toldCount()).isZero();
    }

    @Test
    void aRepeatOfACallThatACrashCutOffIsRefusedAsItWouldHaveBeen() throws InterruptedException {
        api.silence("box1");
        calls.associate("token", "10");
        Command command = api.nextTold();
        api.restart();
        api.answer("box1", command, Optional.of(TOO_OLD));
        api.awaitCommits();

        TokenCalls.assertUnsupported(calls.associate("token", "10"));

        assertThat(api.inventory().instance("sag-1").acceleration()).isEmpty();
        api.registerApplying("sag-1", "box1");
        assertThat(await(calls.associate("token", "10")).requestId()).isEqualTo("REQUEST-3");
    }

    /** Its flash was lost, for one. */
    @Test
    void aRepeatOfAnAnsweredCallHasTheFirstAnswerAlthoughTheDeviceRefusesTheSameByNow() throws InterruptedException {
        await(calls.associate("token", "10"));
        Command command = api.nextTold();
        api.restart();
        api.answer("box1", command, Optional.of(TOO_OLD));
        api.awaitCommits();

        assertThat(await(calls.associate("token", "10")).requestId()).isEqualTo("REQUEST-1");
        assertThat(api.inventory().instance("sag-1").acceleration()).isPresent();
    }

    @Test
    void aRepeatOfACallThatWasAnsweredWithoutItsDeviceHasThatAnswerWhateverTheDeviceSaysLater(@TempDir Path other)
            throws InterruptedException {
        try (CalledApi impatient = new CalledApi(other, Duration.ofMillis(1))) {
            impatient.registerApplying("sag-1", "box1");
            impatient.silence("box1");
            assertThat(await(new TokenCalls(impatient).associate("token", "10")).requestId())
                    .isEqualTo("REQUEST-1");
            impatient.answer("box1", impatient.nextTold(), Optional.of(TOO_OLD));
            impatient.awaitCommits();
            impatient.restart();

            assertThat(await(new TokenCalls(impatient).associate("token", "10")).requestId())
                    .isEqualTo("REQUEST-1");
            assertThat(impatient.inventory().instance("sag-1").acceleration()).isPresent();
        }
    }

    @Test
    void theRepeatOfACallThatWasOvertakenBeforeACrashDoesNotWait() throws InterruptedException {
        api.silence("box1");
        var unused = calls.associate("token", "10");
        api.nextTold();
        api.restart();
        var later = calls.dissociate("token");
        api.nextTold();

        assertThat(await(calls.associate("token", "10")).requestId()).isEqualTo("REQUEST-1");
        assertThat(later.toCompletableFuture()).isNotDone();
    }
}
