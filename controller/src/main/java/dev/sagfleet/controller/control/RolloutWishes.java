package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.controller.campaign.Campaigns;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.rollout.Rollback;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutEvent;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.RolloutRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What people want of rollouts. The answer to each is the rollout after it. Source: rollout rules R12 to R14. */
final class RolloutWishes {
    private static final String MEMBERS = "members";
    private static final String WAVE = "wave";
    private static final String SCOPE = "scope";
    private static final int NAMED_MAX = 100;

    private final Store store;
    private final Campaigns campaigns;

    RolloutWishes(Store store, Campaigns campaigns) {
        this.store = store;
        this.campaigns = campaigns;
    }

    List<Route> all() {
        return List.of(
                new Route("POST", RolloutRoutes.ONE + "/approve", this::approve),
                new Route("POST", RolloutRoutes.ONE + "/start", this::start),
                new Route("POST", RolloutRoutes.ONE + "/pause", this::pause),
                new Route("POST", RolloutRoutes.ONE + "/resume", this::resume),
                new Route("POST", RolloutRoutes.ONE + "/cancel", this::cancel),
                new Route("POST", RolloutRoutes.ONE + "/retry", this::retry),
                new Route("GET", RolloutRoutes.ONE + "/rollback", this::reversal),
                new Route("POST", RolloutRoutes.ONE + "/rollback", this::rollBack));
    }

    /** Of members, or of what comes behind a wave: whoever agrees says to what. */
    private CompletionStage<ObjectNode> approve(ControlRequest request) {
        request.requireOnly(MEMBERS, WAVE, Author.WHO);
        Author author = Author.of(request);
        Optional<Digest> members =
                request.optionalText(MEMBERS).map(text -> ImageRequest.checked(() -> new Digest(text)));
        Optional<Integer> wave = request.number(WAVE, 1, RolloutPolicy.WAVES_MAX * RolloutPolicy.WAVES_MAX);
        if (members.isPresent() == wave.isPresent()) {
            throw ControlException.badRequest(MEMBERS + ", " + WAVE + ": both or none (expected: one of them)");
        }
        RolloutEvent wish = members.<RolloutEvent>map(digest -> new RolloutRequest.Approve(digest, author.who()))
                .orElseGet(() -> new RolloutRequest.ApproveWave(wave.orElseThrow() - 1, author.who()));
        return tell(request, who -> wish);
    }

    private CompletionStage<ObjectNode> start(ControlRequest request) {
        request.requireOnly(Author.WHO);
        Author author = Author.of(request);
        return find(request)
                .thenCompose(rollout -> campaigns.start(rollout.origin().id(), author.who()))
                .thenApply(rollout -> RolloutView.whole(rollout, request.nowMillis()));
    }

    private CompletionStage<ObjectNode> pause(ControlRequest request) {
        request.requireOnly("hard", Author.WHO, Author.WHY);
        boolean isHard = request.flag("hard").orElse(false);
        return tell(request, author -> new RolloutRequest.Pause(isHard, author.who(), author.why("paused")));
    }

    private CompletionStage<ObjectNode> resume(ControlRequest request) {
        request.requireOnly("accept", Author.WHO, Author.WHY);
        boolean accepts = request.flag("accept").orElse(false);
        return tell(request, author -> new RolloutRequest.Resume(accepts, author.who(), author.why("resumed")));
    }

    private CompletionStage<ObjectNode> cancel(ControlRequest request) {
        request.requireOnly(Author.WHO, Author.WHY);
        return tell(request, author -> new RolloutRequest.Cancel(author.who(), author.why("cancelled")));
    }

    private CompletionStage<ObjectNode> retry(ControlRequest request) {
        request.requireOnly(Author.WHO);
        return tell(request, author -> new RolloutRequest.Retry(author.who()));
    }

    /** The answer names the rollout that brings the devices back, which waits for who agrees to it. */
    private CompletionStage<ObjectNode> rollBack(ControlRequest request) {
        request.requireOnly(SCOPE, Author.WHO);
        Rollback.Scope scope = scope(request.optionalText(SCOPE));
        Author author = Author.of(request);
        return find(request)
                .thenCompose(rollout ->
                        campaigns.tell(rollout.origin().id(), new RolloutRequest.Revert(scope, author.who())))
                .thenApply(rollout -> RolloutView.whole(rollout, request.nowMillis())
                        .put("wayBack", Campaigns.wayBack(rollout.origin().id(), scope, wave(rollout))));
    }

    /** Who would be brought back, and who cannot be, before anything is done. Source: rollout rule R14. */
    private CompletionStage<ObjectNode> reversal(ControlRequest request) {
        Rollback.Scope scope = scope(ListFilters.only(request, List.of(SCOPE)).text(SCOPE));
        return find(request)
                .thenCompose(rollout -> campaigns.reversal(rollout.origin().id(), scope, wave(rollout)))
                .thenApply(reversal -> RolloutView.of(reversal, NAMED_MAX));
    }

    /** The one at which a rollout stands. */
    private static int wave(Rollout rollout) {
        return Math.max(0, Math.min(rollout.frontier(), rollout.waves().size() - 1));
    }

    private static Rollback.Scope scope(Optional<String> text) {
        return text.map(given -> {
                    for (Rollback.Scope scope : Rollback.Scope.values()) {
                        if (ListFilters.label(scope).equals(given)) {
                            return scope;
                        }
                    }
                    throw ControlException.badRequest(SCOPE + ": " + given + " (expected: wave or all)");
                })
                .orElse(Rollback.Scope.WAVE);
    }

    private CompletionStage<Rollout> find(ControlRequest request) {
        return store.read(reading -> RolloutLists.require(reading, request));
    }

    private CompletionStage<ObjectNode> tell(ControlRequest request, Function<Author, RolloutEvent> wish) {
        Author author = Author.of(request);
        return find(request)
                .thenCompose(rollout -> campaigns.tell(rollout.origin().id(), wish.apply(author)))
                .thenApply(rollout -> RolloutView.whole(rollout, request.nowMillis()));
    }
}
