package dev.sagfleet.controller.action;

import dev.sagfleet.controller.action.Action.Response;
import dev.sagfleet.controller.inventory.BandwidthOrders;
import dev.sagfleet.controller.inventory.BandwidthOrders.Placed;
import dev.sagfleet.controller.inventory.Store;
import java.util.concurrent.CompletionStage;

/** Carries out an order for bandwidth: at once when it is placed, or when it is paid. */
public final class OrderCommand {
    /**
     * Makes {@code placing}, waits for the devices and answers with the OrderId; refunds the order if a
     * device refuses.
     */
    public static CompletionStage<Response> run(Commands commands, Call call, Store.Change<Placed> placing) {
        return commands.run(
                        placing,
                        Placed::changes,
                        (transaction, placed) -> BandwidthOrders.refund(
                                transaction, placed.order().id(), placed.changes(), call.requestId()))
                .thenApply(placed ->
                        call.respond(call.fields().put("OrderId", placed.order().id())));
    }

    private OrderCommand() {}
}
