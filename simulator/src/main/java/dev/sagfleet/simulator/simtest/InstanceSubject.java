package dev.sagfleet.simulator.simtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import dev.sagfleet.simulator.time.Seed;
import java.util.List;
import java.util.Optional;

/** An instance, and the order that its client has not paid. */
final class InstanceSubject implements Subject<InstanceState> {
    private final InstanceBlueprint instance;
    private final DrawnCalls calls;
    private final StoreAudit audit;
    private Optional<UnpaidOrder> unpaid = Optional.empty();

    InstanceSubject(Blueprint blueprint, InstanceBlueprint instance, StoreAudit audit) {
        this.instance = instance;
        this.audit = audit;
        calls = new DrawnCalls(blueprint, instance);
    }

    @Override
    public String name() {
        return instance.name();
    }

    @Override
    public List<InstanceState> history() {
        return audit.instances().history(instance.id());
    }

    @Override
    public ApiCall<InstanceState> next(InstanceState now, Seed seed) {
        return calls.next(now, unpaid, seed);
    }

    /** An order that was overtaken is paid once more, in vain. */
    @Override
    public void succeeded(ApiCall<InstanceState> call, ObjectNode answer) {
        if (call.action().equals(Clients.PAY)) {
            unpaid = Optional.empty();
        } else if (answer.has("OrderId")) {
            boolean isPaid = "true".equals(call.parameters().get("AutoPay"));
            String amount = call.parameters().get(instance.userCount() > 0 ? "UserCount" : "BandWidthSpec");
            if (isPaid) {
                unpaid = unpaid.map(UnpaidOrder::overtaken);
            } else if (amount != null) {
                unpaid = Optional.of(new UnpaidOrder(answer.path("OrderId").asText(), Integer.parseInt(amount), false));
            }
        }
    }

    @Override
    public void isUnknown() {
        unpaid = Optional.empty();
    }

    @Override
    public boolean isTrue(ApiCall<InstanceState> call, ObjectNode answer, InstanceState then) {
        String shown = instance.userCount() > 0 ? "UserCount" : "MaxBandwidth";
        return then.amount() == answer.path(shown).asInt();
    }

    @Override
    public boolean isOvertaken(String requestId) {
        return instance.devices().stream()
                .flatMap(device -> audit.aspects().now(device.serial(), Aspect.ACCELERATION).stream())
                .anyMatch(aspect -> !aspect.desired().command().commandId().equals(requestId));
    }
}
