package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.firmware.Egress;
import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.controller.inventory.RejectedException;
import dev.sagfleet.controller.inventory.Rejection;
import dev.sagfleet.controller.inventory.RolloutRepository.LogLine;
import dev.sagfleet.controller.inventory.Slice;
import dev.sagfleet.controller.inventory.SliceRequest;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.MemberState;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rolloutfile.RolloutFile;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;

/** Shows rollouts, their members, and what was done to them by whom. */
final class RolloutLists {
    private static final int WAVES_MAX = 1_000_000;

    private final Store store;
    private final Function<String, Egress.Use> lines;

    RolloutLists(Store store, Function<String, Egress.Use> lines) {
        this.store = store;
        this.lines = lines;
    }

    List<Route> all() {
        return List.of(
                new Route("GET", RolloutRoutes.ROLLOUTS, this::rollouts),
                new Route("GET", RolloutRoutes.ONE, this::rollout),
                new Route("GET", RolloutRoutes.ONE + "/file", this::file),
                new Route("GET", RolloutRoutes.ONE + "/members", this::members),
                new KeptRollouts(store).route(),
                new Route("GET", RolloutRoutes.ONE + "/log", this::log));
    }

    /** The rollout of this id or, if there is none, the one that is called so. */
    static Optional<Rollout> find(Reading reading, String text) {
        return reading.rollouts().find(text).or(() -> reading.rollouts().findByName(text));
    }

    /** @throws RejectedException if there is none */
    static Rollout require(Reading reading, ControlRequest request) {
        String text = request.variables().get(0);
        return find(reading, text)
                .orElseThrow(() -> new RejectedException(Rejection.ROLLOUT_NOT_FOUND, "no rollout " + text));
    }

    private CompletionStage<ObjectNode> rollouts(ControlRequest request) {
        ListFilters filters = ListFilters.of(request, "name", "state");
        Optional<String> name = filters.text("name");
        Optional<RolloutState> state = filters.constant("state", RolloutState.values(), ListFilters::label);
        SliceRequest slice = filters.slice();
        return store.read(reading -> {
            Slice<Rollout> found = name.isPresent()
                    ? new Slice<>(find(reading, name.get()).stream().toList(), Optional.empty())
                    : reading.rollouts().list(slice);
            ObjectNode page = JsonNodeFactory.instance.objectNode();
            ArrayNode items = page.putArray("rollouts");
            found.items().stream()
                    .filter(rollout -> state.isEmpty() || rollout.state() == state.get())
                    .forEach(rollout -> items.add(RolloutView.of(rollout)));
            found.next().ifPresent(next -> page.put("next", next));
            return page;
        });
    }

    private CompletionStage<ObjectNode> rollout(ControlRequest request) {
        ListFilters.only(request, List.of());
        return store.read(reading -> {
            Rollout rollout = require(reading, request);
            ObjectNode view = RolloutView.whole(rollout, request.nowMillis());
            Egress.Use use = lines.apply(rollout.origin().id());
            view.putObject("egress").put("bitsPerSecond", use.bitsPerSecond()).put("downloads", use.downloads());
            RolloutView.putCauses(
                    view, reading.rollouts().causes(rollout.origin().id()));
            return view;
        });
    }

    /** The policy that was written last, and its revision, which whoever changes it names. */
    private CompletionStage<ObjectNode> file(ControlRequest request) {
        ListFilters.only(request, List.of());
        return store.read(reading -> {
            Rollout rollout = require(reading, request);
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("id", rollout.origin().id())
                    .put("revision", rollout.revision())
                    .put("text", RolloutFile.write(rollout.pending().orElse(rollout.policy())));
        });
    }

    private CompletionStage<ObjectNode> members(ControlRequest request) {
        ListFilters filters = ListFilters.of(request, "state", "wave", "code");
        Optional<MemberState> state = filters.constant("state", MemberState.values(), ListFilters::label);
        Optional<Integer> wave = filters.number("wave", 1, WAVES_MAX);
        Optional<Integer> code = filters.number("code", 0, Integer.MAX_VALUE);
        Predicate<Member> isMeant = member -> (state.isEmpty() || member.state() == state.get())
                && (wave.isEmpty() || member.wave() == wave.get() - 1)
                && (code.isEmpty() || member.code().number() == code.get());
        SliceRequest slice = filters.slice();
        Optional<Integer> after = filters.number("after", 0, Integer.MAX_VALUE - 1);
        boolean isFiltered = state.isPresent() || wave.isPresent() || code.isPresent();
        int rows = isFiltered ? SliceRequest.ROWS_MAX : slice.itemsMax();
        int from = after.map(place -> place + 1).orElse(0);
        return store.read(reading -> {
            Rollout rollout = require(reading, request);
            List<Member> looked = reading.rollouts().members(rollout.origin().id(), from, rows);
            List<Member> meant =
                    looked.stream().filter(isMeant).limit(slice.itemsMax()).toList();
            ObjectNode page = JsonNodeFactory.instance.objectNode();
            ArrayNode items = page.putArray("members");
            meant.forEach(member -> items.add(RolloutView.of(rollout, member)));
            boolean isCut = meant.size() == slice.itemsMax();
            if (isCut || looked.size() == rows) {
                Member last = isCut ? meant.get(meant.size() - 1) : looked.get(looked.size() - 1);
                page.put("next", Integer.toString(last.seat().place()));
            }
            return page;
        });
    }

    private CompletionStage<ObjectNode> log(ControlRequest request) {
        ListFilters filters = ListFilters.of(request);
        SliceRequest slice = filters.slice();
        long after = filters.number("after", 0, Integer.MAX_VALUE).orElse(0);
        return store.read(reading -> {
            Rollout rollout = require(reading, request);
            List<LogLine> lines = reading.rollouts().log(rollout.origin().id(), after, slice.itemsMax());
            ObjectNode page = JsonNodeFactory.instance.objectNode();
            ArrayNode items = page.putArray("log");
            lines.forEach(line -> items.add(RolloutView.of(line)));
            if (lines.size() == slice.itemsMax()) {
                page.put("next", Long.toString(lines.get(lines.size() - 1).number()));
            }
            return page;
        });
    }
}
