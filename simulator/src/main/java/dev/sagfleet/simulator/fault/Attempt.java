package dev.sagfleet.simulator.fault;

import dev.sagfleet.agent.firmware.Firmware;
import dev.sagfleet.agent.firmware.SlotState;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.SlotStatus;
import dev.sagfleet.agent.protocol.Upgrade;
import dev.sagfleet.simulator.fault.UpgradeFaults.Likely;
import dev.sagfleet.simulator.time.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One attempt of a device at an image, and what goes wrong with it. It belongs to the loop of its device. */
final class Attempt {
    /** How many minutes or hours it is looked ahead at once: more than most attempts take. */
    private static final int OCCASIONS_AHEAD = 48;

    /** How many records of an attempt that goes well are kept before the new image has started, at the least. */
    private static final int RECORDS = 6;

    private final String job;
    private final int number;
    private final Manifest image;
    private final UpgradeDraws draws;
    private final List<UpgradeFault> struck;
    private final List<Likely> recurring;
    private final boolean isImageBad;
    private final long beganNanos;
    private final long fleetBeganNanos;
    /** Made once one is met: there may be a million attempts, and few of them meet anything. */
    private Set<UpgradeFault> met = Collections.emptySet();

    private int records;
    private int questions;
    private boolean hasCrashed;
    private boolean isOver;

    private Attempt(
            Upgrade order,
            Manifest image,
            UpgradeDraws draws,
            List<UpgradeFault> struck,
            List<Likely> recurring,
            boolean isImageBad,
            long beganNanos,
            long fleetBeganNanos) {
        job = order.job();
        number = order.attempt();
        this.image = image;
        this.draws = draws;
        this.struck = struck;
        this.recurring = recurring;
        this.isImageBad = isImageBad;
        this.beganNanos = beganNanos;
        this.fleetBeganNanos = fleetBeganNanos;
    }

    /**
     * One that begins now.
     *
     * @param likelyFaults what the device may meet, bad images apart
     * @param byHand what somebody wants it to meet
     * @param fleetBeganNanos what groups count their minutes and hours from
     */
    static Attempt drawn(
            UpgradeFaults faults,
            List<Likely> likelyFaults,
            UpgradeDraws draws,
            Upgrade order,
            Manifest image,
            Optional<UpgradeFault> byHand,
            long nowNanos,
            long fleetBeganNanos) {
        List<UpgradeFault> struck = new ArrayList<>();
        List<Likely> recurring = new ArrayList<>();
        for (Likely likely : likelyFaults) {
            if (likely.fault().occasion() != UpgradeFaultKind.Occasion.ATTEMPT) {
                recurring.add(likely);
            } else if (draws.strikes(likely, image.version(), order.attempt(), 0)) {
                struck.add(likely.fault());
            }
        }
        boolean isImageBad = false;
        for (BadImage bad : faults.images()) {
            if (bad.isOf(image.version(), image.digest()) && bad.isOn(draws.model(), draws.from(), draws.place())) {
                List<UpgradeFault> own = draws.faultsOf(bad);
                struck.addAll(own);
                isImageBad |= !own.isEmpty();
            }
        }
        byHand.ifPresent(fault -> struck.add(fault.soon()));
        boolean isCutFirst = struck.contains(UpgradeFault.of(UpgradeFaultKind.RANGE)) && hasCheckpoints(image);
        if (isCutFirst) {
            // Only who goes on from somewhere can be given another part.
            struck.add(UpgradeFault.of(UpgradeFaultKind.DROP).soon());
        }
        return new Attempt(order, image, draws, List.copyOf(struck), recurring, isImageBad, nowNanos, fleetBeganNanos);
    }

    private static boolean hasCheckpoints(Manifest image) {
        return image.sizeBytes() > Firmware.CHECKPOINT_BYTES;
    }

    boolean isOf(Upgrade order) {
        return order.job().equals(job) && order.attempt() == number;
    }

    Digest digest() {
        return image.digest();
    }

    /** What the boot loader has noted of the image that runs. */
    void runs(SlotState slot) {
        hasCrashed = slot.status() == SlotStatus.GOOD && slot.triesLeft() < SlotState.TRIES;
    }

    /** Whether what runs has crashed since it last ran well for long. */
    boolean hasCrashed() {
        return hasCrashed;
    }

    /** Whether its image is one that does not work on this device. */
    boolean isImageBad() {
        return isImageBad;
    }

    boolean isOver() {
        return isOver;
    }

    void end() {
        isOver = true;
    }

    boolean has(UpgradeFaultKind kind) {
        return fault(kind).isPresent();
    }

    /** A fault of this kind that it meets. Asked for at each step of each device, most of which meet nothing. */
    Optional<UpgradeFault> fault(UpgradeFaultKind kind) {
        for (int i = 0; i < struck.size(); i++) {
            if (struck.get(i).kind() == kind) {
                return Optional.of(struck.get(i));
            }
        }
        return Optional.empty();
    }

    /** Whether this is the first time that it meets it. */
    private boolean meetsNow(UpgradeFault fault) {
        if (met.isEmpty()) {
            met = new LinkedHashSet<>();
        }
        return met.add(fault);
    }

    /** Whether a fault of this kind strikes now that can do so once. */
    boolean meets(UpgradeFaultKind kind) {
        Optional<UpgradeFault> fault = fault(kind);
        return fault.isPresent() && meetsNow(fault.get());
    }

    /** Whether what comes of an answer from this byte on is another part of the image. */
    boolean meetsWrongRange(long fromBytes) {
        return (fromBytes > 0 || !hasCheckpoints(image)) && meets(UpgradeFaultKind.RANGE);
    }

    /** What strikes now that so much is there: the first that has not yet. */
    Optional<UpgradeFault> meetsAt(long bytes) {
        if (struck.isEmpty()) {
            return Optional.empty();
        }
        return struck.stream()
                .filter(fault -> fault.moment()
                        .filter(moment -> moment instanceof Moment.Fetched fetched
                                && fetched.isReachedBy(bytes, image.sizeBytes()))
                        .isPresent())
                .filter(this::meetsNow)
                .findFirst();
    }

    /** Whether anything is yet to strike once some of the image is there. */
    boolean waitsForBytes() {
        for (int i = 0; i < struck.size(); i++) {
            UpgradeFault fault = struck.get(i);
            if (fault.moment().isPresent() && fault.moment().get() instanceof Moment.Fetched && !met.contains(fault)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a fault of this kind strikes now that it is in this state. */
    boolean meetsIn(UpgradeFaultKind kind, Moment.In state) {
        return !struck.isEmpty()
                && struck.stream()
                        .filter(fault -> fault.kind() == kind && fault.moment().equals(Optional.of(state)))
                        .anyMatch(this::meetsNow);
    }

    /** Whether the next record is torn that is kept of it; one of the first ones, if nobody has said which. */
    boolean meetsTornRecord(Moment.In state) {
        UpgradeFault any = UpgradeFault.of(UpgradeFaultKind.TORN);
        int record = records++;
        boolean isDrawn = struck.contains(any) && record == draws.any(any, image.version(), number, RECORDS);
        return (isDrawn && meetsNow(any)) || meetsIn(UpgradeFaultKind.TORN, state);
    }

    /** What the user makes of being asked: nothing if it is not to postpone. */
    Optional<UpgradeFault> meetsQuestion() {
        int question = questions++;
        if (meets(UpgradeFaultKind.POSTPONE)) {
            return fault(UpgradeFaultKind.POSTPONE);
        }
        return recurring.stream()
                .filter(likely -> likely.fault().kind() == UpgradeFaultKind.POSTPONE)
                .filter(likely -> draws.strikes(likely, image.version(), number, question))
                .map(Likely::fault)
                .findFirst();
    }

    /**
     * What comes next of a fault that comes about by the minute or the hour.
     *
     * @param atNanos later than now
     * @param strikes whether the fault strikes then; else it is to be looked again then whether it does
     */
    record Next(long atNanos, boolean strikes) {}

    /** What comes next of the faults of a kind that come about by the minute or hour; nothing if there are none. */
    Optional<Next> next(UpgradeFaultKind kind, long nowNanos) {
        Next first = null;
        for (Likely likely : recurring) {
            if (likely.fault().kind() == kind) {
                Next next = next(likely, nowNanos);
                first = first == null || next.atNanos() < first.atNanos() ? next : first;
            }
        }
        return Optional.ofNullable(first);
    }

    private Next next(Likely likely, long nowNanos) {
        long originNanos = likely.grouping().isPresent() ? fleetBeganNanos : beganNanos;
        long lengthNanos = likely.fault().occasion().length().toNanos();
        long first = (nowNanos - originNanos) / lengthNanos;
        Seed occasions = draws.occasions(likely, image.version(), number);
        for (long occasion = first; occasion < first + OCCASIONS_AHEAD; occasion++) {
            if (occasions.fraction(occasion) < likely.probability()) {
                double moment = draws.moment(likely, image.version(), number, occasion);
                long atNanos = originNanos + occasion * lengthNanos + (long) (moment * lengthNanos);
                if (atNanos > nowNanos) {
                    return new Next(atNanos, true);
                }
            }
        }
        return new Next(originNanos + (first + OCCASIONS_AHEAD) * lengthNanos, false);
    }
}
