package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.inventory.SliceRequest;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.MemberCodec;
import dev.sagfleet.controller.rollout.PolicyCodec;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutCodec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A rollout with all that it goes by, and its members page by page: for programs, which go on from there. */
record KeptRollouts(Store store) {
    Route route() {
        return new Route("GET", RolloutRoutes.ONE + "/kept", this::kept);
    }

    private CompletionStage<ObjectNode> kept(ControlRequest request) {
        ListFilters filters = ListFilters.of(request);
        SliceRequest slice = filters.slice();
        Optional<Integer> after = filters.number("after", 0, Integer.MAX_VALUE - 1);
        return store.read(reading -> {
            Rollout rollout = RolloutLists.require(reading, request);
            ObjectNode page = JsonNodeFactory.instance.objectNode().put("nowMillis", request.nowMillis());
            page.put("head", RolloutCodec.write(rollout)).put("policy", PolicyCodec.write(rollout.policy()));
            rollout.pending().map(PolicyCodec::write).ifPresent(pending -> page.put("pending", pending));
            ArrayNode items = page.putArray("members");
            List<Member> members = reading.rollouts()
                    .members(
                            rollout.origin().id(), after.map(place -> place + 1).orElse(0), slice.itemsMax());
            members.forEach(member -> items.add(MemberCodec.write(member)));
            if (members.size() == slice.itemsMax()) {
                page.put(
                        "next",
                        Integer.toString(members.get(members.size() - 1).seat().place()));
            }
            return page;
        });
    }
}
