package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts the devices that match into the order of their rollout. It depends on who they are, not on when they were
 * registered or found; members who match later do not change it. Source: rollout rules R1, R3 and R4.
 *
 * <p>This takes a while for many devices and changes nothing, so it may be done beside all else; what it returns is told to
 * the rollout slice by slice. Not thread-safe.
 */
public final class Dealing {
    private final Origin origin;
    private final MemberOrder order;
    private final List<Candidate> candidates = new ArrayList<>();

    public Dealing(Origin origin, MemberOrder order) {
        this.origin = requireNonNull(origin, "origin");
        this.order = requireNonNull(order, "order");
    }

    /**
     * A device that matches.
     *
     * @param site where it is; devices of one site are not upgraded together
     * @param batch of its hardware; empty if not known
     * @param image that fits it
     * @param running digest of what it runs, as it last said
     * @param workSeconds how long it takes, by its link and an install as usual
     * @param listed where the targets list it; 0 if they list nobody
     */
    public record Candidate(
            SerialNumber serial,
            String site,
            String batch,
            ZoneId zone,
            Digest image,
            Optional<Digest> running,
            int workSeconds,
            int listed) {
        public Candidate {
            requireNonNull(serial, "serial");
            requireNonNull(site, "site");
            requireNonNull(batch, "batch");
            requireNonNull(zone, "zone");
            requireNonNull(image, "image");
            requireNonNull(running, "running");
        }

        boolean isThere() {
            return running.equals(Optional.of(image));
        }
    }

    /**
     * The order.
     *
     * @param seats of members that belong to the rollout, then of those that run their image already
     * @param belonging how many belong to it
     * @param sites the names of the sites by their numbers
     */
    public record Dealt(
            List<Seat> seats,
            int belonging,
            List<String> sites,
            List<ZoneId> zones,
            List<Digest> images,
            Digest members) {
        public Dealt {
            seats = List.copyOf(seats);
            sites = List.copyOf(sites);
            zones = List.copyOf(zones);
            images = List.copyOf(images);
            requireNonNull(members, "members");
        }

        /** As the rollout is told of it. */
        public RolloutEvent.Dealt event() {
            return new RolloutEvent.Dealt(seats.size(), images, zones, members, belonging);
        }

        /** So many seats at most, for one event of the rollout. */
        public RolloutEvent.Admitted slice(int fromPlace, int most) {
            return new RolloutEvent.Admitted(
                    seats.subList(fromPlace, Math.min(seats.size(), Math.addExact(fromPlace, most))));
        }
    }

    /**
     * One more.
     *
     * @throws IllegalStateException if there are more than a rollout can have
     */
    public void add(Candidate candidate) {
        if (candidates.size() == Seat.PLACES_MAX) {
            throw new IllegalStateException("members: more than " + Seat.PLACES_MAX);
        }
        candidates.add(candidate);
    }

    /** All that were added, in order. */
    public Dealt deal() {
        List<Drawn> drawn = new ArrayList<>(candidates.size());
        for (Candidate candidate : candidates) {
            drawn.add(new Drawn(candidate, Draws.bits(origin, candidate.serial().text(), "order", 0)));
        }
        drawn.sort(Comparator.comparing(Drawn::serial));
        Digest members = digest(drawn);
        List<Drawn> belonging = new ArrayList<>();
        List<Drawn> there = new ArrayList<>();
        drawn.forEach(one -> (one.candidate().isThere() ? there : belonging).add(one));
        List<Drawn> inOrder = new Dealer(origin).order(order, belonging);
        inOrder.addAll(there);
        return seated(inOrder, belonging.size(), members);
    }

    /** A device, and what was drawn for it. */
    record Drawn(Candidate candidate, long bits) {
        SerialNumber serial() {
            return candidate.serial();
        }
    }

    private static Dealt seated(List<Drawn> inOrder, int belonging, Digest members) {
        var sites = new Numbers<String>(Comparator.naturalOrder());
        var zones = new Numbers<ZoneId>(Comparator.comparing(ZoneId::getId));
        var images = new Numbers<Digest>(Comparator.comparing(Digest::hex));
        List<Seat> seats = new ArrayList<>(inOrder.size());
        for (Drawn drawn : inOrder) {
            Candidate candidate = drawn.candidate();
            seats.add(new Seat(
                    candidate.serial(),
                    seats.size(),
                    sites.of(candidate.site()),
                    zones.of(candidate.zone()),
                    images.of(candidate.image()),
                    candidate.workSeconds()));
        }
        return new Dealt(seats, belonging, sites.all, zones.all, images.all, members);
    }

    /** What a person agrees to: who gets which image. */
    private static Digest digest(List<Drawn> bySerial) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (Drawn drawn : bySerial) {
                Candidate candidate = drawn.candidate();
                String line = candidate.serial() + " " + candidate.image() + ' ' + candidate.isThere() + '\n';
                sha256.update(line.getBytes(StandardCharsets.UTF_8));
            }
            return Digest.of(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** Things by the order in which they were met first. */
    private static final class Numbers<T> {
        private final Map<T, Integer> numbers;
        private final List<T> all = new ArrayList<>();

        Numbers(Comparator<T> order) {
            numbers = new TreeMap<>(order);
        }

        int of(T thing) {
            Integer number = numbers.get(thing);
            if (number == null) {
                number = all.size();
                numbers.put(thing, number);
                all.add(thing);
            }
            return number;
        }
    }
}
