package dev.sagfleet.controller.campaign;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.Listings.DeviceCriteria;
import dev.sagfleet.controller.inventory.Listings.ListedDevice;
import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.controller.inventory.Slice;
import dev.sagfleet.controller.inventory.SliceRequest;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.rollout.Dealing;
import dev.sagfleet.controller.rollout.Dealing.Candidate;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.Reversal;
import dev.sagfleet.controller.rollout.Rollout;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds who a rollout is for, by reading alone, some devices at a time. */
record Finding(Store store) {
    private static final int PART = SliceRequest.ITEMS_MAX;

    /** Those who match now, in the order of the rollout. */
    CompletionStage<Dealing.Dealt> of(Rollout rollout) {
        var dealing = new Dealing(rollout.origin(), rollout.policy().order());
        var candidates = new Candidates(rollout.policy());
        List<SerialNumber> listed = rollout.policy().targets().devices();
        Optional<Reversals.Meant> meant = Reversals.of(rollout.origin().id());
        CompletionStage<Dealing> found;
        if (meant.isPresent()) {
            found = reversal(meant.get()).thenCompose(back -> addReturns(dealing, candidates, back.returns(), 0));
        } else if (listed.isEmpty()) {
            found = addAll(dealing, candidates, Optional.empty());
        } else {
            found = addListed(dealing, candidates, List.copyOf(new LinkedHashSet<>(listed)), 0);
        }
        return found.thenApply(Dealing::deal);
    }

    private CompletionStage<Dealing> addAll(Dealing dealing, Candidates candidates, Optional<String> after) {
        return store.read(reading -> {
                    Slice<ListedDevice> part =
                            reading.listings().devices(DeviceCriteria.ALL, new SliceRequest(after, PART));
                    List<Candidate> matching = part.items().stream()
                            .flatMap(listed -> candidates.of(reading, listed.device()).stream())
                            .toList();
                    return new Slice<>(matching, part.next());
                })
                .thenCompose(part -> {
                    part.items().forEach(dealing::add);
                    return part.next().isPresent()
                            ? addAll(dealing, candidates, part.next())
                            : CompletableFuture.completedFuture(dealing);
                });
    }

    private CompletionStage<Dealing> addListed(
            Dealing dealing, Candidates candidates, List<SerialNumber> serials, int from) {
        List<SerialNumber> part = serials.subList(from, Math.min(serials.size(), from + PART));
        return store.read(reading -> part.stream()
                        .flatMap(serial -> reading.devices().find(serial).stream())
                        .flatMap(device -> candidates.of(reading, device).stream())
                        .toList())
                .thenCompose(matching -> {
                    matching.forEach(dealing::add);
                    return from + PART < serials.size()
                            ? addListed(dealing, candidates, serials, from + PART)
                            : CompletableFuture.completedFuture(dealing);
                });
    }

    private CompletionStage<Dealing> addReturns(
            Dealing dealing, Candidates candidates, List<Reversal.Return> returns, int from) {
        List<Reversal.Return> part = returns.subList(from, Math.min(returns.size(), from + PART));
        return store.read(reading -> part.stream()
                        .flatMap(one -> candidate(reading, candidates, one).stream())
                        .toList())
                .thenCompose(matching -> {
                    matching.forEach(dealing::add);
                    return from + PART < returns.size()
                            ? addReturns(dealing, candidates, returns, from + PART)
                            : CompletableFuture.completedFuture(dealing);
                });
    }

    private static Optional<Candidate> candidate(Reading reading, Candidates candidates, Reversal.Return back) {
        Optional<Device> device = reading.devices().find(back.serial());
        return device.flatMap(
                known -> reading.instances().find(known.instanceId()).flatMap(instance -> reading.images()
                        .find(back.image())
                        .map(image ->
                                candidates.candidate(reading, known, instance, image.digest(), image.sizeBytes()))));
    }

    /** What it takes to bring devices back. */
    CompletionStage<Reversal> reversal(Reversals.Meant meant) {
        return members(meant.rollout(), 0, new ArrayList<>())
                .thenCompose(members -> store.read(reading -> reading.rollouts()
                        .find(meant.rollout())
                        .map(rollout -> Reversal.of(
                                rollout,
                                members,
                                meant.scope(),
                                meant.wave(),
                                (serial, image) -> Returning.isAllowed(reading, serial, image)))
                        .orElseThrow(() -> Campaigns.notFound(meant.rollout()))));
    }

    private CompletionStage<List<Member>> members(String rollout, int from, List<Member> known) {
        return store.read(reading -> reading.rollouts().members(rollout, from, PART))
                .thenCompose(part -> {
                    known.addAll(part);
                    return part.size() < PART
                            ? CompletableFuture.completedFuture(known)
                            : members(rollout, from + PART, known);
                });
    }
}
