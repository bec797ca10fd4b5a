package dev.sagfleet.simulator.simtest;

import dev.sagfleet.controller.action.Action.Response;
import dev.sagfleet.controller.core.ControllerCore;
import dev.sagfleet.controller.inventory.Rejection;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.StoreException;
import dev.sagfleet.controller.rpc.ApiException;
import dev.sagfleet.simulator.time.Seed;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Whoever uses one subject: makes one call after the other, and knows what the subject can be after each. After a call
 * whose end it never heard of that may be more than one thing.
 */
final class Client<S> {
    private final Subject<S> subject;
    private final Story story;
    private final Seed seed;
    private final Set<S> possible = new LinkedHashSet<>();
    private @Nullable Calling<S> calling;
    /** The latest call, if nobody knows what became of it and it is to be repeated. */
    private @Nullable Calling<S> unheard;

    private Optional<ApiCall<S>> lastWithToken = Optional.empty();
    private Optional<String> lastRequestId = Optional.empty();
    private int drawn;

    /**
     * A call under way.
     *
     * @param firstRequestId of the call that it repeats, whose end was never heard; its own otherwise
     * @param before what the subject can have been before it, and before the same call that it repeats
     */
    private record Calling<S>(
            ApiCall<S> call,
            String requestId,
            String firstRequestId,
            long sinceNanos,
            int historyFrom,
            boolean isRepeat,
            Set<S> before) {}

    /** How a client's calls are carried out. */
    interface RequestRun {
        CompletionStage<Response> run(ControllerCore core, ApiCall<?> call, String requestId);
    }

    Client(Subject<S> subject, Story story, Seed seed) {
        this.subject = subject;
        this.story = story;
        this.seed = seed;
        possible.add(now());
    }

    boolean isCalling() {
        return calling != null;
    }

    String name() {
        return subject.name();
    }

    private S now() {
        List<S> history = subject.history();
        return history.get(history.size() - 1);
    }

    /** Makes the next call; one with a token perhaps twice at once. */
    void call(ControllerCore core, RequestRun run, long nowNanos) {
        S now = settle();
        Seed own = seed.at(drawn);
        String requestId = Clients.REQUEST + name() + '-' + drawn++;
        boolean isRepeat = lastWithToken.isPresent() && (unheard != null || own.fraction("repeat") < 0.2);
        ApiCall<S> next = isRepeat ? lastWithToken.orElseThrow() : subject.next(now, own);
        boolean changesParameters = isRepeat && unheard == null && own.fraction("mismatch") < 0.2;
        ApiCall<S> made = changesParameters ? next.spoilt("RegionId", "cn-nowhere") : next;
        String firstRequestId = unheard == null ? requestId : unheard.firstRequestId();
        Set<S> before = unheard == null ? Collections.singleton(now) : unheard.before();
        unheard = null;
        int historyFrom = subject.history().size() - 1;
        var begun = new Calling<>(
                made, requestId, firstRequestId, nowNanos, historyFrom, isRepeat && !changesParameters, before);
        calling = begun;
        story.tell(name() + " calls " + made);
        CompletionStage<Response> answer = run.run(core, made, requestId);
        if (made.token().isPresent() && own.fraction("twice") < 0.2) {
            requireSame(made, answer, run.run(core, made, requestId + "-again"));
        }
        answer.whenComplete((response, failure) -> {
            if (begun.equals(calling)) {
                calling = null;
                ended(begun, response, failure);
            }
        });
    }

    private void requireSame(ApiCall<S> call, CompletionStage<Response> first, CompletionStage<Response> second) {
        if (call.isDry()) {
            return;
        }
        var both = first.handle(Client::answerOf).thenCombine(second.handle(Client::answerOf), (one, other) -> {
            if (!one.equals(other)) {
                story.violated("a ClientToken has one effect", call + ": at once " + one + " and " + other);
            }
            return true;
        });
        both.exceptionally(failure -> {
            throw new IllegalStateException(failure);
        });
    }

    private static String answerOf(@Nullable Response response, @Nullable Throwable failure) {
        if (response != null) {
            return response.requestId();
        }
        Throwable cause = failure == null ? new IllegalStateException("no answer") : Store.causeOf(failure);
        return cause instanceof ApiException refused ? refused.code() : cause.toString();
    }

    /** The subject as it is must be one of what it can be; from then on it is that. */
    private S settle() {
        S now = now();
        if (!possible.contains(now)) {
            story.violated(
                    "nothing acknowledged is lost, nothing is done twice",
                    name() + " is " + now + ", expected one of " + possible);
        }
        possible.clear();
        possible.add(now);
        return now;
    }

    private void ended(Calling<S> begun, @Nullable Response response, @Nullable Throwable failure) {
        ApiCall<S> call = begun.call();
        if (response != null) {
            story.count("call", call.action(), name() + " hears success of " + call.action());
            succeeded(begun, response);
            return;
        }
        Throwable cause =
                failure == null ? new IllegalStateException("neither answer nor failure") : Store.causeOf(failure);
        if (cause instanceof ApiException refused) {
            story.count("refusal", refused.code(), name() + " hears " + refused.code());
            boolean isFromDevice = refused.code().equals(Rejection.ACCELERATION_NOT_SUPPORTED.code());
            // A refusal that somebody has overtaken is not taken back, also if the call never heard of it.
            boolean mayBeMade = isFromDevice || !begun.firstRequestId().equals(begun.requestId());
            expect(begun, true, mayBeMade && subject.isOvertaken(begun.firstRequestId()));
            settle();
        } else if (cause instanceof StoreException failed) {
            story.count("store", failed.reason().name(), name() + " hears that the store " + failed.reason());
            leaveOpen(begun);
        } else {
            story.violated("calls fail with what is documented", call + ": " + cause);
        }
    }

    private void succeeded(Calling<S> begun, Response response) {
        ApiCall<S> call = begun.call();
        if (call.isReading()) {
            requireTrue(begun, response);
            return;
        }
        expect(begun, false, true);
        settle();
        subject.succeeded(call, response.fields());
        if (call.token().isPresent()) {
            if (begun.isRepeat()
                    && lastRequestId.isPresent()
                    && !lastRequestId.get().equals(response.requestId())) {
                story.violated(
                        "a ClientToken has one effect",
                        call + " is answered as " + response.requestId() + ", first as " + lastRequestId.get());
            }
            lastRequestId = Optional.of(response.requestId());
            lastWithToken = Optional.of(call.done());
        } else {
            forgetToken();
        }
    }

    private void forgetToken() {
        lastWithToken = Optional.empty();
        lastRequestId = Optional.empty();
    }

    /** What the answer says was so at some moment of the call. */
    private void requireTrue(Calling<S> begun, Response response) {
        List<S> history = subject.history();
        boolean wasTrue = history.subList(begun.historyFrom(), history.size()).stream()
                .anyMatch(then -> subject.isTrue(begun.call(), response.fields(), then));
        if (!wasTrue) {
            story.violated(
                    "every answer was true at some moment of its call",
                    name() + " is " + now() + ", shown as " + response.fields());
        }
    }

    /** The controller has gone before it answered. */
    void endCall() {
        Calling<S> begun = calling;
        if (begun != null) {
            calling = null;
            story.tell(name() + " never hears of " + begun.call().action());
            leaveOpen(begun);
        }
    }

    private void leaveOpen(Calling<S> begun) {
        ApiCall<S> call = begun.call();
        expect(begun, true, true);
        subject.isUnknown();
        if (call.token().isPresent()) {
            if (!lastWithToken.flatMap(ApiCall::token).equals(call.token())) {
                lastRequestId = Optional.empty();
            }
            lastWithToken = Optional.of(call);
            unheard = begun;
        } else {
            forgetToken();
        }
    }

    /** What the subject can be after a call: as before it, or as the call makes it. */
    private void expect(Calling<S> begun, boolean asBefore, boolean asMade) {
        possible.clear();
        if (asBefore) {
            possible.addAll(begun.before());
        }
        if (asMade) {
            possible.addAll(begun.before().stream().map(begun.call().effect()).toList());
        }
    }

    /** A call that takes longer than this waits for ever. */
    void requireNotWaiting(long nowNanos, long mostNanos) {
        Calling<S> begun = calling;
        if (begun != null && nowNanos - begun.sinceNanos() > mostNanos) {
            story.violated("nothing waits for ever", name() + " for " + begun.call());
            endCall();
        }
    }

    /** At the end. */
    void finish() {
        settle();
    }
}
