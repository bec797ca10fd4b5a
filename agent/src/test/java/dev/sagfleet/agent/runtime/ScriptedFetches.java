package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.firmware.Checkpoint;
import dev.sagfleet.agent.firmware.FetchFailure;
import dev.sagfleet.agent.firmware.Firmware;
import dev.sagfleet.agent.link.ImageFetch;
import dev.sagfleet.agent.link.ImageFetches;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.shaping.Intake;
import dev.sagfleet.agent.timing.Loop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Downloads of images that nobody serves: 4 MiB a second, but for those that a test wants otherwise. */
final class ScriptedFetches implements ImageFetches {
    private static final Duration STEP = Duration.ofSeconds(1);

    private final Loop loop;

    /** What was asked for, in its order. */
    final List<ImageFetch.Wanted> begun = new ArrayList<>();

    /** How the next ones end, each once it has brought its first step; others bring all. */
    final Deque<FetchFailure> failures = new ArrayDeque<>();

    /** Whether what is fetched from now on turns out to be something else. */
    boolean isCorrupt;

    ScriptedFetches(Loop loop) {
        this.loop = loop;
    }

    @Override
    public ImageFetch of(ImageFetch.Owner owner) {
        return new Fetch(owner);
    }

    private final class Fetch implements ImageFetch {
        private final Owner owner;
        private int underWay;
        private Checkpoint reached = Checkpoint.START;

        private Fetch(Owner owner) {
            this.owner = owner;
        }

        @Override
        public void begin(Wanted wanted, Intake intake) {
            begun.add(wanted);
            reached = wanted.from();
            int mine = ++underWay;
            loop.schedule(STEP, () -> goOn(wanted, intake, mine));
        }

        private void goOn(Wanted wanted, Intake intake, int mine) {
            if (mine != underWay) {
                return;
            }
            FetchFailure failure = failures.poll();
            if (failure != null) {
                underWay++;
                owner.failed(failure, reached);
                return;
            }
            long bytes = Math.min(wanted.sizeBytes(), reached.bytes() + Firmware.CHECKPOINT_BYTES);
            intake.offer(bytes - reached.bytes(), loop.nanoTime());
            reached = new Checkpoint(
                    bytes, isCorrupt ? "corrupt" : wanted.digest().hex());
            if (bytes == wanted.sizeBytes()) {
                underWay++;
                owner.fetched(reached);
            } else {
                owner.reached(reached);
                loop.schedule(STEP, () -> goOn(wanted, intake, mine));
            }
        }

        @Override
        public void stop() {
            underWay++;
        }

        @Override
        public void cut() {
            if (underWay % 2 == 1) {
                underWay++;
                owner.failed(new FetchFailure.Broken(), reached);
            }
        }

        @Override
        public Digest digestOf(Checkpoint fetched) {
            return isCorrupt ? Digest.ofText("something else") : new Digest(fetched.hashState());
        }
    }
}
