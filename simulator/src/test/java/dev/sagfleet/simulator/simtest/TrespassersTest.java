package dev.sagfleet.simulator.simtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sagfleet.controller.access.Access;
import dev.sagfleet.controller.access.User;
import dev.sagfleet.controller.action.Action;
import dev.sagfleet.controller.action.Actions;
import dev.sagfleet.controller.action.Call;
import dev.sagfleet.controller.action.Declaration;
import dev.sagfleet.controller.action.Parameter;
import dev.sagfleet.controller.action.Right;
import dev.sagfleet.controller.rpc.Parameters;
import dev.sagfleet.controller.rpc.ResponseFormat;
import dev.sagfleet.controller.rpc.RpcRequest;
import dev.sagfleet.simulator.virtual.VirtualTime;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class TrespassersTest {
    private static final String REBOOT = "RebootSmartAccessGateway";

    private final List<String> carriedOut = new ArrayList<>();
    private final Access access = Access.ofRootAlone();
    private final Actions actions = new Actions(List.of(new Reboot()), access);

    /** Does nothing but note whose call it was. */
    private final class Reboot implements Action {
        @Override
        public Declaration declaration() {
            return Declaration.of(
                            REBOOT,
                            Parameter.text("RegionId").required(),
                            Parameter.text("SmartAGId").required())
                    .needing(Right.ON_INSTANCE);
        }

        @Override
        public CompletionStage<Response> run(Call call) {
            carriedOut.add(call.account());
            return CompletableFuture.completedFuture(call.respond(JsonNodeFactory.instance.objectNode()));
        }
    }

    @Test
    void onlyTheClientIsLetThrough() {
        Story story = new Story(new VirtualTime(), line -> {});

        run(story);

        assertThat(carriedOut).containsExactly(Trespassers.CLIENT);
        assertThat(story.violations()).isEmpty();
    }

    @Test
    void whoeverIsLetThroughAllTheSameIsAViolation() throws IOException {
        Story story = new Story(new VirtualTime(), line -> {});
        run(story);
        User guarded = access.account().user(Trespassers.GUARDED).orElseThrow();
        access.change(account -> account.with(guarded.withPolicies(List.of("everything"))));

        run(story);

        assertThat(carriedOut).containsExactly(Trespassers.CLIENT, Trespassers.GUARDED, Trespassers.CLIENT);
        assertThat(story.violations().toString())
                .contains("nobody does what they may not")
                .contains("guarded tried RebootSmartAccessGateway and got an answer");
    }

    private void run(Story story) {
        var request = new RpcRequest(
                REBOOT,
                Trespassers.CLIENT,
                Parameters.of(Map.of("RegionId", "cn-shanghai", "SmartAGId", "sag-1")),
                ResponseFormat.JSON);
        var answer = new Trespassers(story).run(actions, access, request, "request", Instant.EPOCH);

        assertThat(answer.toCompletableFuture().join().detail())
                .hasValueSatisfying(detail -> assertThat(detail).startsWith("statement 1 of policy everything allows"));
    }
}
