package dev.sagfleet.simulator.simtest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sagfleet.controller.action.Action.Response;
import dev.sagfleet.controller.core.ControllerCore;
import dev.sagfleet.controller.inventory.BandwidthOrders;
import dev.sagfleet.controller.inventory.RejectedException;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.rpc.ApiException;
import dev.sagfleet.controller.rpc.Parameters;
import dev.sagfleet.controller.rpc.ResponseFormat;
import dev.sagfleet.controller.rpc.RpcRequest;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import dev.sagfleet.simulator.time.Seed;
import dev.sagfleet.simulator.world.VirtualWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** All clients of a world: one for each instance and each plan, so that each knows what its own must be. */
final class Clients {
    /** Paying an order is no call of the OpenAPI. */
    static final String PAY = "Pay";

    /** What the ids of all calls begin with. */
    static final String REQUEST = "request-";

    private static final double PROVOKED = 0.3;

    private static final long PAUSE_NANOS_MAX = TimeUnit.SECONDS.toNanos(40);

    /** Twice the wait for devices, and commits that are slow one after the other. */
    private static final long CALL_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);

    private final VirtualWorld world;
    private final Trespassers trespassers;
    private final Seed seed;
    private final List<Client<?>> clients;
    private final List<Client<?>> provocable = new ArrayList<>();
    private long provoked;
    private boolean isOver;

    Clients(VirtualWorld world, SimOptions options, StoreAudit audit, Story story) {
        this.world = world;
        trespassers = new Trespassers(story);
        seed = new Seed(options.seed()).at("simtest clients");
        List<Client<?>> all = new ArrayList<>();
        for (InstanceBlueprint instance : world.blueprint().instances()) {
            all.add(new Client<>(
                    new InstanceSubject(world.blueprint(), instance, audit), story, seed.at(instance.id())));
        }
        for (Blueprint.Plan plan : world.blueprint().plans()) {
            provocable.add(new Client<>(
                    new PlanSubject(world.blueprint().regionId(), plan, audit), story, seed.at(plan.id())));
        }
        all.addAll(provocable);
        clients = List.copyOf(all);
    }

    void begin() {
        clients.forEach(client -> pause(client, 0));
    }

    private void pause(Client<?> client, long turn) {
        double fraction = seed.at("pause").at(client.name()).fraction("nanos", turn);
        world.time().schedule((long) (fraction * PAUSE_NANOS_MAX), () -> {
            if (!isOver) {
                callIfIdle(client);
                pause(client, turn + 1);
            }
        });
    }

    private void callIfIdle(Client<?> client) {
        client.requireNotWaiting(world.time().nowNanos(), CALL_NANOS_MAX);
        if (!client.isCalling()) {
            world.controller()
                    .ifPresent(core -> client.call(core, this::run, world.time().nowNanos()));
        }
    }

    /** A device has refused something. Whoever changes more just then makes the call that waits for it hard to take back. */
    void provoke() {
        long turn = provoked++;
        for (Client<?> client : provocable) {
            if (!isOver && seed.at("provoked").at(client.name()).fraction("calls", turn) < PROVOKED) {
                callIfIdle(client);
            }
        }
    }

    boolean isAnyCalling() {
        return clients.stream().anyMatch(Client::isCalling);
    }

    /** The controller is gone, and with it the answers to all calls. */
    void endCalls() {
        clients.forEach(Client::endCall);
    }

    /** From now on nobody calls any more. */
    void end() {
        isOver = true;
    }

    /** Once everything is as it should be. */
    void finish() {
        clients.forEach(client -> client.requireNotWaiting(world.time().nowNanos(), 0));
        clients.forEach(Client::finish);
    }

    private CompletionStage<Response> run(ControllerCore core, ApiCall<?> call, String requestId) {
        if (call.action().equals(PAY)) {
            return pay(core, call.parameters().getOrDefault("OrderId", ""), requestId);
        }
        var request = new RpcRequest(
                call.action(), Trespassers.CLIENT, Parameters.of(call.parameters()), ResponseFormat.JSON);
        return trespassers.run(
                core.actions(), core.access(), request, requestId, world.clock().instant());
    }

    /** As the control API does. */
    private static CompletionStage<Response> pay(ControllerCore core, String orderId, String requestId) {
        return core.commands()
                .run(requestId, transaction -> BandwidthOrders.pay(transaction, orderId, requestId))
                .thenApply(order -> new Response(requestId, JsonNodeFactory.instance.objectNode()))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(toApi(Store.causeOf(failure))));
    }

    private static Throwable toApi(Throwable cause) {
        return cause instanceof RejectedException rejected
                ? new ApiException(
                        rejected.rejection().httpStatus(),
                        rejected.rejection().code(),
                        rejected.rejection().message())
                : cause;
    }
}
