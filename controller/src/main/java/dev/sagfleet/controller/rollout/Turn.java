package dev.sagfleet.controller.rollout;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.UpdateCode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One step while it is being made: the rules change what is so and add what is to be done. */
final class Turn {
    private final Engine.Ports ports;
    private final Members members;
    private final long nowMillis;

    private final List<RolloutEffect> effects = new ArrayList<>(4);
    private final BitSet touched = new BitSet();
    private final Rollout before;

    private RolloutPolicy policy;
    private int revision;
    private Optional<RolloutPolicy> pending;
    private Membership membership;
    private List<Digest> images;
    private Transition last;
    private long startedMillis;
    private long heldMillis;
    private Counts apart;
    private List<Wave> waves;
    private int frontier;
    private Flow flow;
    private List<Opening> openings;
    private List<Sweep> sweeps;
    private long wakeAtMillis = PhaseClock.NEVER;

    Turn(Rollout rollout, Engine.Ports ports, long nowMillis) {
        this.ports = ports;
        members = ports.members();
        this.nowMillis = nowMillis;
        before = rollout;
        policy = rollout.policy();
        revision = rollout.revision();
        pending = rollout.pending();
        membership = rollout.membership();
        images = rollout.images();
        last = rollout.last();
        startedMillis = rollout.startedMillis();
        heldMillis = rollout.heldMillis();
        apart = rollout.apart();
        waves = rollout.waves();
        frontier = rollout.frontier();
        flow = rollout.flow();
        openings = rollout.openings();
        sweeps = rollout.sweeps();
    }

    Members members() {
        return members;
    }

    Engine.Ports ports() {
        return ports;
    }

    long nowMillis() {
        return nowMillis;
    }

    Origin origin() {
        return before.origin();
    }

    RolloutPolicy policy() {
        return policy;
    }

    int revision() {
        return revision;
    }

    Optional<RolloutPolicy> pending() {
        return pending;
    }

    Membership membership() {
        return membership;
    }

    List<Digest> images() {
        return images;
    }

    RolloutState state() {
        return last.state();
    }

    List<Wave> waves() {
        return waves;
    }

    Wave wave(int wave) {
        return waves.get(wave);
    }

    int frontier() {
        return frontier;
    }

    Flow flow() {
        return flow;
    }

    List<Opening> openings() {
        return openings;
    }

    List<Sweep> sweeps() {
        return sweeps;
    }

    long startedMillis() {
        return startedMillis;
    }

    /** What waves were touched since this was asked last. */
    BitSet touched() {
        return touched;
    }

    /** Time as it passes for members that cannot be offered anything: it stands while the rollout is held. */
    long calmMillis() {
        long sinceHeld = state().isHeld() ? nowMillis - last.atMillis() : 0;
        return nowMillis - heldMillis - sinceHeld;
    }

    void begin(RolloutEffect effect) {
        effects.add(effect);
    }

    void refuse(Refusal refusal, String detail) {
        begin(new RolloutEffect.Refuse(refusal, detail));
    }

    void announce(int wave, WaveNews news) {
        begin(new RolloutEffect.Announce(wave, news));
    }

    void wakeAt(long millis) {
        wakeAtMillis = Math.min(wakeAtMillis, millis);
    }

    void enter(RolloutState state, String who, String why) {
        if (state().isHeld()) {
            heldMillis += nowMillis - last.atMillis();
        }
        last = new Transition(state, nowMillis, who, why);
        begin(new RolloutEffect.Enter(last));
    }

    void starts() {
        startedMillis = nowMillis;
    }

    void policy(RolloutPolicy other, int otherRevision) {
        policy = other;
        revision = otherRevision;
        pending = Optional.empty();
    }

    void pending(RolloutPolicy other) {
        pending = Optional.of(other);
        revision++;
    }

    void membership(Membership other) {
        membership = other;
    }

    void images(List<Digest> other) {
        images = other;
    }

    void apart(Counts other) {
        apart = other;
    }

    void waves(List<Wave> other) {
        waves = new ArrayList<>(other);
    }

    void wave(int wave, UnaryOperator<Wave> change) {
        if (waves == before.waves()) {
            waves = new ArrayList<>(waves);
        }
        waves.set(wave, change.apply(waves.get(wave)));
    }

    /** Adds a wave behind all others. */
    int addWave(Wave wave) {
        waves = new ArrayList<>(waves);
        waves.add(wave);
        return waves.size() - 1;
    }

    void frontier(int other) {
        frontier = other;
    }

    void flow(Flow other) {
        flow = other;
    }

    void openings(List<Opening> other) {
        openings = new ArrayList<>(other);
    }

    void opening(int zone, Opening other) {
        if (openings == before.openings()) {
            openings = new ArrayList<>(openings);
        }
        openings.set(zone, other);
    }

    void sweeps(List<Sweep> other) {
        sweeps = other;
    }

    boolean isOn(Member member, Optional<Digest> running) {
        return running.isPresent()
                && running.get().equals(images.get(member.seat().image()));
    }

    /** Brings a new member in. */
    void admit(Member member) {
        count(member, 1);
        members.save(member);
        membership = membership.plus(1);
    }

    /** No longer counts a member, which is being forgotten. */
    void forget(Member member) {
        count(member, -1);
    }

    /** Saves what has become of a member: all that is counted is counted here. */
    void move(Member from, Member to) {
        boolean isBarred = from.phase() == Phase.BARRED || to.phase() == Phase.BARRED;
        if (from.wave() != to.wave() || from.state() != to.state() || isBarred) {
            count(from, -1);
            count(to, 1);
        }
        members.save(to);
        int working = (to.phase().isWorking() ? 1 : 0) - (from.phase().isWorking() ? 1 : 0);
        flow = flow.plusWorking(working);
        if (from.phase().hasTurn() && !to.phase().hasTurn() && to.phase() != Phase.HELD) {
            // A place of its site is free, or it did not take it: the next one has its turn.
            members.nextHeld(from.seat().site())
                    .ifPresent(held -> members.save(held.ready(held.clock().spentMillis())));
        }
    }

    void end(Member member, MemberState end, UpdateCode why) {
        Member ended = member.ended(end, why);
        move(member, end == MemberState.SUCCEEDED ? ended.clocked(PhaseClock.since(nowMillis)) : ended);
    }

    private void count(Member member, int more) {
        if (member.wave() == Member.NO_WAVE) {
            apart = apart.plus(member.state(), more);
            return;
        }
        touched.set(member.wave());
        wave(member.wave(), wave -> wave.plus(member, more));
    }

    /** The step that was made. */
    Engine.Step over() {
        long wake = sweeps.isEmpty() ? Math.min(wakeAtMillis, members.nextDueMillis()) : nowMillis;
        return new Engine.Step(
                new Rollout(
                        before.origin(),
                        policy,
                        revision,
                        pending,
                        membership,
                        images,
                        last,
                        startedMillis,
                        heldMillis,
                        apart,
                        waves,
                        frontier,
                        flow,
                        openings,
                        sweeps,
                        wake),
                effects);
    }
}
