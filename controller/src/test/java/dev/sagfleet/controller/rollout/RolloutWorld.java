package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.controller.memory.MemoryMembers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One rollout with its devices, on a clock that moves when it is told. Every step is made twice, with the members in memory
 * and with those in a list, and both must come to the same; and whatever is counted is counted again after each.
 */
final class RolloutWorld {
    static final Digest NEW = Digest.ofText("new");
    static final Digest OLD = Digest.ofText("old");
    static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
    static final FirmwareVersion VERSION = FirmwareVersion.parse("2.5.0");

    final Map<SerialNumber, Box> boxes = new LinkedHashMap<>();
    final List<RolloutEffect> effects = new ArrayList<>();
    final List<Transition> audit = new ArrayList<>();
    final ListedMembers listed = new ListedMembers();
    final MemoryMembers memory = new MemoryMembers();
    final Map<SerialNumber, Integer> siteNumbers = new LinkedHashMap<>();
    final Fleet fleet = new BoxFleet(boxes, this::isWithdrawn, this::offeredPerHour);
    boolean isWithdrawn;
    Claims claims = Claims.ALONE;
    OptionalLong offeredPerHour = OptionalLong.empty();
    Rollout rollout;
    long nowMillis = MONDAY.toEpochMilli();

    RolloutWorld(RolloutPolicy policy) {
        this("r", policy);
    }

    RolloutWorld(String id, RolloutPolicy policy) {
        rollout = Rollout.draft(new Origin(id, 7, nowMillis), policy, "ann");
    }

    static RolloutPolicy policy(WavePlan... waves) {
        return PolicyText.of(List.of(waves));
    }

    /** Devices called d0, d1 and so on, each at a site of its own. */
    RolloutWorld devices(int count) {
        for (int i = 0; i < count; i++) {
            box("d" + boxes.size());
        }
        return this;
    }

    Box box(String name) {
        var box = new Box(name);
        boxes.put(box.serial, box);
        return box;
    }

    Box device(String name) {
        return requireNonNull(boxes.get(new SerialNumber(name)), name);
    }

    /** Deals, approves and starts. */
    RolloutWorld start() {
        deal();
        approve();
        step(new RolloutRequest.Start(dealt().members(), "ann"));
        run();
        return this;
    }

    Dealing.Dealt dealt() {
        var dealing = new Dealing(rollout.origin(), rollout.policy().order());
        int listedAt = 0;
        for (Box box : boxes.values()) {
            if (box.registered && box.meant) {
                dealing.add(new Dealing.Candidate(
                        box.serial,
                        box.site,
                        "",
                        box.zone,
                        NEW,
                        Optional.of(box.running),
                        box.workSeconds,
                        listedAt++));
            }
        }
        return dealing.deal();
    }

    void deal() {
        Dealing.Dealt dealt = dealt();
        step(dealt.event());
        for (int from = 0; from < dealt.seats().size(); from += 100) {
            step(dealt.slice(from, 100));
        }
        dealt.seats().forEach(seat -> siteNumbers.put(seat.serial(), seat.site()));
    }

    void approve() {
        step(new RolloutRequest.Approve(rollout.membership().dealt().orElseThrow(), "ann"));
    }

    /** What was asked for by this event. */
    List<RolloutEffect> step(RolloutEvent event) {
        Rollout before = rollout;
        // What is claimed in the first step is not to be claimed again in the second.
        Deque<Claims.Answer> answers = new ArrayDeque<>();
        Claims asked = (serial, mine) -> {
            Claims.Answer answer = claims.claim(serial, mine);
            answers.add(answer);
            return answer;
        };
        Engine.Step step = new Engine(memory, asked, fleet).step(before, event, nowMillis);
        Engine.Step slow = new Engine(listed, (serial, mine) -> answers.remove(), fleet).step(before, event, nowMillis);
        assertThat(step.effects()).as("effects of %s", event).isEqualTo(slow.effects());
        assertThat(step.next()).as("after %s", event).isEqualTo(slow.next());
        rollout = step.next();
        effects.addAll(step.effects());
        step.effects().forEach(effect -> {
            if (effect instanceof RolloutEffect.Enter enter) {
                audit.add(enter.transition());
            }
        });
        recount();
        return step.effects();
    }

    private boolean isWithdrawn() {
        return isWithdrawn;
    }

    private OptionalLong offeredPerHour() {
        return offeredPerHour;
    }

    /** R6: whatever is counted, counted again. */
    private void recount() {
        Counts[] counts = new Counts[rollout.waves().size()];
        Arrays.fill(counts, Counts.NONE);
        Barred[] barred = new Barred[counts.length];
        Arrays.fill(barred, Barred.NONE);
        Counts apart = Counts.NONE;
        int working = 0;
        for (Member member : listed.all()) {
            if (member.wave() == Member.NO_WAVE) {
                apart = apart.plus(member.state(), 1);
            } else {
                counts[member.wave()] = counts[member.wave()].plus(member.state(), 1);
                if (member.phase() == Phase.BARRED) {
                    barred[member.wave()] = barred[member.wave()].plus(member.code(), 1);
                }
            }
            working += member.phase().isWorking() ? 1 : 0;
        }
        assertThat(rollout.apart()).isEqualTo(apart);
        assertThat(rollout.waves().stream().map(Wave::counts)).containsExactly(counts);
        assertThat(rollout.waves().stream().map(Wave::barred)).containsExactly(barred);
        assertThat(rollout.flow().working()).isEqualTo(working);
        assertThat(rollout.counts().all()).isEqualTo(listed.size()).isEqualTo(memory.size());
        assertThat(rollout.membership().filled()).isEqualTo(listed.size());
        assertThat(Recount.of(rollout, listed.all())).isEqualTo(rollout);
    }

    /** Does what is wanted at once. */
    void run() {
        for (int ticks = 0; rollout.wakeAtMillis() <= nowMillis; ticks++) {
            assertThat(ticks).as("ticks at one time, of %s", rollout).isLessThan(10_000);
            step(new RolloutEvent.Tick());
        }
    }

    /** Lets time pass, with a tick whenever one is wanted. */
    void pass(Duration span) {
        until(nowMillis + span.toMillis());
    }

    void until(String instant) {
        until(Instant.parse(instant).toEpochMilli());
    }

    void until(long endMillis) {
        run();
        while (rollout.wakeAtMillis() <= endMillis) {
            nowMillis = Math.max(nowMillis, rollout.wakeAtMillis());
            step(new RolloutEvent.Tick());
            run();
        }
        nowMillis = endMillis;
    }

    Member member(String name) {
        return listed.find(new SerialNumber(name)).orElseThrow();
    }

    MemberState state(String name) {
        return member(name).state();
    }

    /** The devices that work on an order, in the order of their places. */
    List<String> working() {
        return listed.all().stream()
                .filter(member -> member.phase().isOrdered())
                .map(member -> member.serial().text())
                .toList();
    }

    List<String> in(MemberState state) {
        return listed.all().stream()
                .filter(member -> member.state() == state)
                .map(member -> member.serial().text())
                .toList();
    }

    <T extends RolloutEffect> List<T> all(Class<T> type) {
        return effects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<String> offered() {
        return all(RolloutEffect.Offer.class).stream()
                .map(offer -> offer.serial().text())
                .toList();
    }

    void report(String name, UpdateState state, UpdateCode code, boolean excused) {
        Box box = device(name);
        step(new RolloutEvent.Reported(
                box.serial, member(name).attempt(), state, code, Optional.of(box.running), excused));
        run();
    }

    void report(String name, UpdateState state) {
        report(name, state, UpdateCode.NONE, false);
    }

    void fail(String name, UpdateCode code) {
        report(name, UpdateState.FAILED, code, false);
    }

    void fallBack(String name) {
        device(name).running = OLD;
        report(name, UpdateState.ROLLED_BACK, UpdateCode.BOOT, false);
    }

    void succeed(String name) {
        device(name).running = NEW;
        report(name, UpdateState.COMMITTED);
    }

    /** All that work now. */
    void succeedAll() {
        working().forEach(this::succeed);
    }

    void connect(String name) {
        Box box = device(name);
        box.online = true;
        step(new RolloutEvent.Connected(box.serial, Optional.of(box.running)));
        run();
    }

    void disconnect(String name) {
        device(name).online = false;
        step(new RolloutEvent.Disconnected(device(name).serial));
        run();
    }

    void remove(String name) {
        device(name).registered = false;
        step(new RolloutEvent.Removed(device(name).serial));
        run();
    }

    void join(String name) {
        Box box = boxes.computeIfAbsent(new SerialNumber(name), serial -> new Box(name));
        box.registered = true;
        int site = siteNumbers.computeIfAbsent(box.serial, serial -> 1000 + siteNumbers.size());
        step(new RolloutEvent.Joined(box.serial, site, box.zone, NEW, box.workSeconds, box.running.equals(NEW)));
        run();
    }

    void pause(boolean hard) {
        step(new RolloutRequest.Pause(hard, "bob", "let me look"));
        run();
    }

    void resume() {
        step(new RolloutRequest.Resume(false, "bob", "go on"));
        run();
    }

    void accept() {
        step(new RolloutRequest.Resume(true, "bob", "accepted"));
        run();
    }

    void cancel() {
        step(new RolloutRequest.Cancel("bob", "wrong image"));
        run();
    }
}
