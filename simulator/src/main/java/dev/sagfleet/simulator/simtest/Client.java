package dev.sagfleet.simulator.simtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.action.Action.Response;
import dev.sagfleet.controller.core.ControllerCore;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.StoreException;
import dev.sagfleet.controller.rpc.ApiException;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import dev.sagfleet.simulator.time.Seed;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whoever uses one instance: makes one call after the other, and knows what the instance can be after each. After a call
 * whose end it never heard of that may be more than one thing.
 */
final class Client {
    private final InstanceBlueprint instance;
    private final DrawnCalls calls;
    private final StoreAudit audit;
    private final Story story;
    private final Seed seed;
    private final Set<InstanceState> possible = new LinkedHashSet<>();
    private @Nullable Calling calling;
    private @Nullable ApiCall unheard;
    private Optional<ApiCall> lastWithToken = Optional.empty();
    private Optional<String> lastRequestId = Optional.empty();
    private Optional<UnpaidOrder> unpaid = Optional.empty();
    private int drawn;

    /** A call under way. */
    private record Calling(ApiCall call, long sinceNanos, int historyFrom, boolean isRepeat) {}

    Client(InstanceBlueprint instance, DrawnCalls calls, StoreAudit audit, Story story, Seed seed) {
        this.instance = instance;
        this.calls = calls;
        this.audit = audit;
        this.story = story;
        this.seed = seed;
        possible.add(audit.instance(instance.id()));
    }

    boolean isCalling() {
        return calling != null;
    }

    String name() {
        return instance.name();
    }

    /** Makes the next call. */
    void call(ControllerCore core, RequestRun run, long nowNanos) {
        InstanceState now = settle();
        Seed own = seed.at(drawn++);
        boolean isRepeat = lastWithToken.isPresent() && (unheard != null || own.fraction("repeat") < 0.2);
        ApiCall next = isRepeat ? lastWithToken.orElseThrow() : calls.next(now, unpaid, own);
        boolean changesParameters = isRepeat && unheard == null && own.fraction("mismatch") < 0.2;
        ApiCall made = changesParameters ? next.spoilt("RegionId", "cn-nowhere") : next;
        unheard = null;
        var begun =
                new Calling(made, nowNanos, audit.history(instance.id()).size() - 1, isRepeat && !changesParameters);
        calling = begun;
        story.tell(instance.name() + " calls " + made);
        run.run(core, made).whenComplete((response, failure) -> {
            if (begun.equals(calling)) {
                calling = null;
                ended(begun, response, failure);
            }
        });
    }

    /** How a client's calls are carried out. */
    interface RequestRun {
        CompletionStage<Response> run(ControllerCore core, ApiCall call);
    }

    /** The instance as it is must be one of what it can be; from then on it is that. */
    private InstanceState settle() {
        InstanceState now = audit.instance(instance.id());
        if (!possible.contains(now)) {
            story.violated(
                    "nothing acknowledged is lost, nothing is done twice",
                    instance.name() + " is " + now + ", expected one of " + possible);
        }
        possible.clear();
        possible.add(now);
        return now;
    }

    private void ended(Calling begun, @Nullable Response response, @Nullable Throwable failure) {
        ApiCall call = begun.call();
        if (response != null) {
            story.count("call", call.action(), instance.name() + " hears success of " + call.action());
            succeeded(begun, response);
            return;
        }
        Throwable cause =
                failure == null ? new IllegalStateException("neither answer nor failure") : Store.causeOf(failure);
        if (cause instanceof ApiException refused) {
            story.count("refusal", refused.code(), instance.name() + " hears " + refused.code());
            settle();
        } else if (cause instanceof StoreException failed) {
            story.count("store", failed.reason().name(), instance.name() + " hears that the store " + failed.reason());
            leaveOpen(call);
        } else {
            story.violated("calls fail with what is documented", call + ": " + cause);
        }
    }

    private void succeeded(Calling begun, Response response) {
        ApiCall call = begun.call();
        if (call.action().startsWith("Describe")) {
            requireTrue(begun, response.fields());
            return;
        }
        Set<InstanceState> after =
                possible.stream().map(call.effect()).collect(Collectors.toCollection(LinkedHashSet::new));
        possible.clear();
        possible.addAll(after);
        settle();
        rememberOrder(call, response.fields());
        if (call.token().isPresent()) {
            if (begun.isRepeat()
                    && lastRequestId.isPresent()
                    && !lastRequestId.get().equals(response.requestId())) {
                story.violated(
                        "a ClientToken has one effect",
                        call + " is answered as " + response.requestId() + ", first as " + lastRequestId.get());
            }
            lastRequestId = Optional.of(response.requestId());
            lastWithToken = Optional.of(call);
        } else {
            lastWithToken = Optional.empty();
            lastRequestId = Optional.empty();
        }
    }

    private void rememberOrder(ApiCall call, ObjectNode fields) {
        if (call.action().equals(Clients.PAY)) {
            unpaid = Optional.empty();
        } else if (fields.has("OrderId")) {
            boolean isPaid = "true".equals(call.parameters().get("AutoPay"));
            String amount = call.parameters()
                    .getOrDefault("BandWidthSpec", call.parameters().get("UserCount"));
            unpaid = isPaid || amount == null
                    ? Optional.empty()
                    : Optional.of(new UnpaidOrder(fields.path("OrderId").asText(), Integer.parseInt(amount)));
        }
    }

    /** What the answer says was so at some moment of the call. */
    private void requireTrue(Calling begun, ObjectNode fields) {
        List<InstanceState> history = audit.history(instance.id());
        boolean isApp = fields.path("UserCount").asInt() > 0;
        int shown = isApp
                ? fields.path("UserCount").asInt()
                : fields.path("MaxBandwidth").asInt();
        boolean wasTrue = history.subList(begun.historyFrom(), history.size()).stream()
                .anyMatch(state -> state.amount() == shown);
        if (!wasTrue) {
            story.violated(
                    "every answer was true at some moment of its call", instance.name() + " shown with " + shown);
        }
    }

    /** The controller has gone before it answered. */
    void endCall() {
        Calling begun = calling;
        if (begun != null) {
            calling = null;
            story.tell(instance.name() + " never hears of " + begun.call().action());
            leaveOpen(begun.call());
        }
    }

    private void leaveOpen(ApiCall call) {
        List<InstanceState> after = possible.stream().map(call.effect()).toList();
        possible.addAll(after);
        unpaid = Optional.empty();
        if (call.token().isPresent()) {
            boolean isOther = !lastWithToken.equals(Optional.of(call));
            lastWithToken = Optional.of(call);
            if (isOther) {
                lastRequestId = Optional.empty();
            }
            unheard = call;
        } else {
            lastWithToken = Optional.empty();
            lastRequestId = Optional.empty();
        }
    }

    /** A call that takes longer than this waits for ever. */
    void requireNotWaiting(long nowNanos, long mostNanos) {
        Calling begun = calling;
        if (begun != null && nowNanos - begun.sinceNanos() > mostNanos) {
            story.violated("nothing waits for ever", instance.name() + " for " + begun.call());
            endCall();
        }
    }

    /** At the end. */
    void finish() {
        settle();
    }
}
