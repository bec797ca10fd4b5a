package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** One random rollout, from its start to its end. */
final class RandomRun {
    private static final int EVENTS = 250;

    private static final List<UpdateCode> CODES = List.of(
            UpdateCode.DOWNLOAD_FAILED,
            UpdateCode.CORRUPT,
            UpdateCode.FLASH,
            UpdateCode.NO_SUCH_IMAGE,
            UpdateCode.OUTSIDE_WINDOW,
            UpdateCode.NO_SPACE);

    private final SplittableRandom random;
    private final RolloutWorld world;
    private final RolloutReferee referee;
    private final boolean somebodyRests;
    private final Map<String, UpdateState> states = new TreeMap<>();
    private final List<RolloutEvent> owed = new ArrayList<>();

    RandomRun(long seed) {
        random = new SplittableRandom(seed);
        somebodyRests = random.nextBoolean();
        world = new RolloutWorld(RandomPolicy.of(random));
        referee = new RolloutReferee(world, somebodyRests);
        int devices = random.nextInt(1, 40);
        for (int i = 0; i < devices; i++) {
            Box box = world.box("d" + i);
            box.site = "site " + random.nextInt(1 + devices / 2);
            box.online = random.nextInt(10) > 0;
            box.workSeconds = random.nextInt(0, 7200);
            box.zone = random.nextInt(4) == 0 ? ZoneId.of("Europe/Berlin") : ZoneOffset.UTC;
            box.running = random.nextInt(12) == 0 ? RolloutWorld.NEW : RolloutWorld.OLD;
        }
    }

    void play() {
        world.deal();
        world.approve();
        step(new RolloutRequest.Start(world.rollout.membership().approved().orElseThrow(), "ann"));
        for (int i = 0; i < EVENTS; i++) {
            something();
            deliver();
        }
        end();
        for (Member member : world.listed.all()) {
            Box box = world.device(member.serial().text());
            if (member.state() == MemberState.SUCCEEDED) {
                assertThat(box.running).as("%s", member).isEqualTo(RolloutWorld.NEW);
            }
        }
    }

    private void step(RolloutEvent event) {
        Rollout before = world.rollout;
        world.boxes.values().forEach(box -> box.busy = false);
        tellWhoIsBusy();
        List<RolloutEffect> effects = world.step(event);
        referee.judge(before, effects);
        for (RolloutEffect effect : effects) {
            if (effect instanceof RolloutEffect.Offer offer) {
                states.put(offer.serial().text(), UpdateState.OFFERED);
            } else if (effect instanceof RolloutEffect.Recall recall) {
                recalled(recall.serial().text(), recall.attempt());
            }
        }
    }

    /** A device that writes is not ordered anything else, whether anybody counts on it or not. */
    private void tellWhoIsBusy() {
        referee.live()
                .keySet()
                .forEach(name -> world.device(name).busy = !stateOf(name).isCancelable());
    }

    private UpdateState stateOf(String name) {
        return requireNonNull(states.get(name), name);
    }

    private void recalled(String name, int attempt) {
        if (referee.isLive(name, attempt)
                && states.getOrDefault(name, UpdateState.BRICKED).isCancelable()) {
            referee.over(name);
            states.remove(name);
            owed.add(reported(name, attempt, UpdateState.CANCELED, UpdateCode.CANCELED, false));
        }
    }

    private RolloutEvent reported(String name, int attempt, UpdateState state, UpdateCode code, boolean excused) {
        return new RolloutEvent.Reported(
                new SerialNumber(name), attempt, state, code, Optional.of(world.device(name).running), excused);
    }

    private void deliver() {
        while (!owed.isEmpty()) {
            RolloutEvent event = owed.remove(0);
            step(event);
            if (random.nextInt(5) == 0) {
                step(event);
            }
        }
    }

    private String any() {
        List<String> names =
                world.boxes.keySet().stream().map(SerialNumber::text).toList();
        return names.get(random.nextInt(names.size()));
    }

    private void something() {
        int draw = random.nextInt(100);
        if (draw < 55) {
            work();
        } else if (draw < 75) {
            pass(Duration.ofSeconds(random.nextLong(1, random.nextBoolean() ? 300 : 20_000)));
        } else if (draw < 90) {
            encounter(any());
        } else {
            person();
        }
    }

    private void pass(Duration span) {
        long end = world.nowMillis + span.toMillis();
        for (int ticks = 0; world.rollout.wakeAtMillis() <= end; ticks++) {
            assertThat(ticks).as("ticks").isLessThan(20_000);
            world.nowMillis = Math.max(world.nowMillis, world.rollout.wakeAtMillis());
            step(new RolloutEvent.Tick());
            deliver();
        }
        world.nowMillis = end;
    }

    /** One device goes on with its order, or falls back from what it had done. */
    private void work() {
        List<String> live = List.copyOf(new TreeMap<>(referee.live()).keySet());
        if (live.isEmpty()) {
            return;
        }
        String name = live.get(random.nextInt(live.size()));
        Box box = world.device(name);
        int attempt = requireNonNull(referee.live().get(name));
        UpdateState state = stateOf(name);
        if (!box.registered || !box.online) {
            return;
        }
        if (random.nextInt(8) == 0) {
            boolean isWritten = !state.isCancelable();
            referee.over(name);
            owed.add(reported(
                    name,
                    attempt,
                    isWritten ? UpdateState.ROLLED_BACK : UpdateState.FAILED,
                    isWritten ? UpdateCode.BOOT : CODES.get(random.nextInt(CODES.size())),
                    random.nextInt(4) == 0));
            return;
        }
        UpdateState next =
                switch (state) {
                    case OFFERED -> UpdateState.DOWNLOADING;
                    case DOWNLOADING ->
                        somebodyRests && random.nextBoolean() ? UpdateState.WAIT_ACTIVATE : UpdateState.INSTALLING;
                    case WAIT_ACTIVATE -> UpdateState.INSTALLING;
                    case INSTALLING -> UpdateState.TRIAL;
                    default -> UpdateState.COMMITTED;
                };
        states.put(name, next);
        if (next == UpdateState.COMMITTED) {
            box.running = RolloutWorld.NEW;
            referee.over(name);
        }
        if (random.nextInt(10) > 0 || next != UpdateState.COMMITTED) {
            owed.add(reported(name, attempt, next, UpdateCode.NONE, false));
        }
    }

    private void encounter(String name) {
        Box box = world.device(name);
        switch (random.nextInt(8)) {
            case 0, 1 -> {
                box.online = false;
                owed.add(new RolloutEvent.Disconnected(box.serial));
            }
            case 2, 3, 4 -> connect(box);
            case 5 -> {
                boolean wasDone = world.listed
                        .find(box.serial)
                        .filter(member -> member.state() == MemberState.SUCCEEDED)
                        .isPresent();
                if (wasDone && box.registered && box.running.equals(RolloutWorld.NEW)) {
                    box.running = RolloutWorld.OLD;
                    owed.add(reported(
                            name,
                            world.member(name).attempt(),
                            UpdateState.ROLLED_BACK,
                            UpdateCode.CRASHED_LATER,
                            false));
                }
            }
            case 6 -> {
                if (random.nextInt(3) == 0 && box.registered && box.running.equals(RolloutWorld.OLD)) {
                    box.registered = false;
                    referee.over(name);
                    owed.add(new RolloutEvent.Removed(box.serial));
                }
            }
            default -> {
                if (!box.registered) {
                    box.registered = true;
                    owed.add(new RolloutEvent.Joined(
                            box.serial,
                            world.siteNumbers.getOrDefault(box.serial, 500),
                            box.zone,
                            RolloutWorld.NEW,
                            box.workSeconds,
                            box.running.equals(RolloutWorld.NEW)));
                }
            }
        }
    }

    private void connect(Box box) {
        if (box.registered) {
            box.online = true;
            owed.add(new RolloutEvent.Connected(box.serial, Optional.of(box.running)));
        }
    }

    private void person() {
        switch (random.nextInt(9)) {
            case 0 -> step(new RolloutRequest.Pause(random.nextBoolean(), "bob", "look"));
            case 1, 2, 3 -> step(new RolloutRequest.Resume(random.nextBoolean(), "bob", "go on"));
            case 4 -> step(new RolloutRequest.Retry("bob"));
            case 5, 6 -> step(new RolloutRequest.ApproveWave(world.rollout.frontier(), "bob"));
            case 7 -> {
                RolloutPolicy other = PolicyText.pace(
                        world.rollout.policy(),
                        new Pace(random.nextInt(1, 20), random.nextInt(5, 12), 2, Optional.empty()));
                step(new RolloutRequest.Edit(other, world.rollout.revision(), "bob"));
            }
            default -> {
                world.isWithdrawn = random.nextInt(3) == 0;
                if (random.nextInt(12) == 0) {
                    step(new RolloutRequest.Cancel("bob", "enough"));
                }
            }
        }
    }

    /** R8: nothing waits for ever: a person who agrees to all, and time, bring it to its end. */
    private void end() {
        world.boxes.values().forEach(this::connect);
        deliver();
        for (int i = 0; !isDone(); i++) {
            assertThat(i).as("it does not end: %s", world.rollout).isLessThan(3_000);
            Rollout rollout = world.rollout;
            if (rollout.state().isHeld()) {
                step(new RolloutRequest.Resume(true, "bob", "end"));
            } else if (holds(Hold.NO_IMAGE)) {
                world.isWithdrawn = false;
                step(new RolloutRequest.Retry("bob"));
            } else if (holds(Hold.NO_WINDOW) || holds(Hold.LIMBO)) {
                step(new RolloutRequest.Cancel("bob", "it cannot go on"));
            } else {
                step(new RolloutRequest.ApproveWave(rollout.frontier(), "bob"));
            }
            deliver();
            work();
            deliver();
            pass(Duration.ofMinutes(random.nextInt(1, 120)));
        }
    }

    private boolean holds(Hold hold) {
        return world.rollout.waves().stream().anyMatch(wave -> wave.hold() == hold);
    }

    private boolean isDone() {
        return world.rollout.state().isOver()
                && world.rollout.counts().open() == 0
                && world.rollout.sweeps().isEmpty();
    }
}
