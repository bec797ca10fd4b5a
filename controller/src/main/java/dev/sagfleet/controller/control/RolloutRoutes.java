package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.campaign.Campaigns;
import dev.sagfleet.controller.campaign.RolloutNames;
import dev.sagfleet.controller.firmware.Egress;
import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutRequest;
import dev.sagfleet.controller.rolloutcheck.CheckReport;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;

/** Rollouts: made of files and changed by them, after a check; and all else that can be done to them. */
public final class RolloutRoutes {
    static final String ROLLOUTS = ControlApi.PREFIX + "rollouts";

    /** By its id, or its name. */
    static final String ONE = ROLLOUTS + "/*";

    private static final String CHECK = "check";

    private final Store store;
    private final Campaigns campaigns;
    private final RolloutChecks checks;
    private final Function<String, Egress.Use> lines;

    /** @param lines what the downloads of a rollout take now, by its id; for any thread */
    public RolloutRoutes(Store store, Campaigns campaigns, RolloutChecks checks, Function<String, Egress.Use> lines) {
        this.store = store;
        this.campaigns = campaigns;
        this.checks = checks;
        this.lines = lines;
    }

    public List<Route> all() {
        Stream<Route> own = Stream.of(
                new Route("POST", ROLLOUTS, Route.Body.BYTES, this::create),
                new Route("POST", ROLLOUTS + "/check", Route.Body.BYTES, this::check),
                new Route("PUT", ONE, Route.Body.BYTES, this::edit),
                new Route("DELETE", ONE, this::remove));
        return Stream.of(
                        own,
                        new RolloutLists(store, lines).all().stream(),
                        new RolloutWishes(store, campaigns).all().stream())
                .flatMap(routes -> routes)
                .toList();
    }

    /** Tells what a policy would do, and does nothing. */
    private CompletionStage<ObjectNode> check(ControlRequest request) {
        PolicyRequest wanted = PolicyRequest.ofNew(request);
        return checks.of(wanted.policy(), request.nowMillis()).thenApply(CheckView::of);
    }

    private CompletionStage<ObjectNode> create(ControlRequest request) {
        PolicyRequest wanted = PolicyRequest.ofNew(request);
        return checked(wanted, request).thenCompose(report -> campaigns
                .create(wanted.policy(), wanted.author().who())
                .thenApply(rollout -> answer(rollout, report, request)));
    }

    /** Also checked again if it takes force at the resume only. Source: rollout rule R13. */
    private CompletionStage<ObjectNode> edit(ControlRequest request) {
        PolicyRequest wanted = PolicyRequest.ofChanged(request);
        int revision = wanted.revision().orElseThrow();
        return store.read(reading -> requireRename(reading, RolloutLists.require(reading, request), wanted))
                .thenCompose(rollout -> checked(wanted, request).thenCompose(report -> campaigns
                        .tell(
                                rollout.origin().id(),
                                new RolloutRequest.Edit(
                                        wanted.policy(),
                                        revision,
                                        wanted.author().who()))
                        .thenApply(changed -> answer(changed, report, request))));
    }

    /** Told before the check, which takes a while, and again with the change. */
    private static Rollout requireRename(Reading reading, Rollout rollout, PolicyRequest wanted) {
        RolloutNames.requireRename(reading, rollout, wanted.policy().name());
        return rollout;
    }

    /** The check of a policy that is sound, or is to be taken anyway. */
    private CompletionStage<CheckReport> checked(PolicyRequest wanted, ControlRequest request) {
        return checks.of(wanted.policy(), request.nowMillis()).thenCompose(report -> {
            if (report.isSound() || wanted.isAnyway()) {
                return CompletableFuture.completedFuture(report);
            }
            ObjectNode details = JsonNodeFactory.instance.objectNode();
            details.set(CHECK, CheckView.of(report));
            return CompletableFuture.failedFuture(ControlException.conflict(
                    "rollout " + wanted.policy().name() + ": unsound (expected: a sound one, or anyway)", details));
        });
    }

    private static ObjectNode answer(Rollout rollout, CheckReport report, ControlRequest request) {
        ObjectNode view = RolloutView.whole(rollout, request.nowMillis());
        view.set(CHECK, CheckView.of(report));
        return view;
    }

    private CompletionStage<ObjectNode> remove(ControlRequest request) {
        request.requireOnly();
        return store.read(reading -> RolloutLists.require(reading, request))
                .thenCompose(rollout -> campaigns.remove(rollout.origin().id()))
                .thenApply(RolloutView::of);
    }
}
