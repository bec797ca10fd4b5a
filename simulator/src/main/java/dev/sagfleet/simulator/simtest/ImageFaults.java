package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.firmware.Image;
import dev.sagfleet.agent.firmware.UpgradeJob;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.Upgrade;
import dev.sagfleet.agent.runtime.ImageBehaviour;
import dev.sagfleet.simulator.fault.FaultKind;
import dev.sagfleet.simulator.fleet.DeviceImages;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What goes wrong with images on devices, and what is true of each, whatever the device makes of it. */
final class ImageFaults implements DeviceImages {
    private static final Duration CRASH_MAX = Duration.ofMinutes(3);
    private static final Duration POSTPONE_MAX = Duration.ofMinutes(5);

    /** Two writes into flash, so that a power cut comes before, in or after one. */
    private static final long CUT_NANOS_MAX = 12_000_000;

    /** Each but the first after a power cut. */
    private static final int WRITES_MAX = 20;

    /** Of the images that there are, so many let no traffic of users come to whoever runs them. */
    private static final double MUTE_IMAGES = 0.25;

    private final Faults faults;
    private final DrawnImages images;
    private final Story story;
    private final BiConsumer<SerialNumber, Long> powerCut;
    private final Map<SerialNumber, Truth> truths = new LinkedHashMap<>();
    private long occasions;

    /** @param powerCut lets the power of a device fail after so many nanoseconds */
    ImageFaults(Faults faults, DrawnImages images, Story story, BiConsumer<SerialNumber, Long> powerCut) {
        this.faults = faults;
        this.images = images;
        this.story = story;
        this.powerCut = powerCut;
    }

    @Override
    public ImageBehaviour of(SerialNumber serial) {
        return truth(serial);
    }

    Truth truth(SerialNumber serial) {
        return truths.computeIfAbsent(serial, Truth::new);
    }

    private boolean strikes(FaultKind kind) {
        return faults.strikes(kind, occasions++);
    }

    private static String attempt(UpgradeJob job) {
        return job.order().job() + ' ' + job.order().attempt();
    }

    /** One device. */
    final class Truth implements ImageBehaviour {
        private final SerialNumber serial;
        private Optional<UpgradeJob> job = Optional.empty();
        private Optional<Digest> fetched = Optional.empty();
        private UpdateCode checked = UpdateCode.NONE;
        private long checkedInBoot = -1;
        private String written = "";
        private int writes;
        private boolean isGone;

        Truth(SerialNumber serial) {
            this.serial = serial;
        }

        /** Whether it will never be heard of again. */
        boolean isGone() {
            return isGone;
        }

        /** What the bytes were that it fetched last. */
        Optional<Digest> fetched() {
            return fetched;
        }

        /** Whether the local checks of a boot have been made, and found nothing. */
        boolean hasPassed(long boot) {
            return checkedInBoot == boot && checked == UpdateCode.NONE;
        }

        @Override
        public void became(FirmwareState state) {
            Optional<UpdateState> before = job.map(UpgradeJob::state);
            Optional<UpdateState> now = state.job().map(UpgradeJob::state);
            boolean isOther = !job.map(ImageFaults::attempt).equals(state.job().map(ImageFaults::attempt));
            if (now.isEmpty()
                    || (now.equals(before)
                            && !isOther
                            && job.map(UpgradeJob::code).equals(state.job().map(UpgradeJob::code)))) {
                job = state.job();
                return;
            }
            story.count("update", (isOther ? UpdateState.IDLE : before.orElse(UpdateState.IDLE)) + " to " + now.get());
            story.count("update code", state.job().get().code().name());
            story.tell("device " + serial + " is at " + now.get() + ' '
                    + state.job().get().code() + " of "
                    + state.job().get().order().job() + " in boot " + state.boot());
            job = state.job();
            if (strikes(FaultKind.UPDATE_POWER_CUT)) {
                powerCut.accept(serial, faults.part(FaultKind.UPDATE_POWER_CUT, occasions, CUT_NANOS_MAX));
            }
        }

        @Override
        public long roomBytes(Upgrade order) {
            return strikes(FaultKind.FLASH_FULL) ? 0 : Long.MAX_VALUE;
        }

        @Override
        public Digest fetched(Digest digest) {
            Digest found = strikes(FaultKind.DOWNLOAD_CORRUPT) ? Digest.ofText("corrupt " + digest.hex()) : digest;
            fetched = Optional.of(found);
            return found;
        }

        /** An attempt that writes over and over again gets nowhere, unless it is each time cut short by a crash. */
        @Override
        public boolean isWritten(Image image, long boot) {
            String attempt = job.map(ImageFaults::attempt).orElse("");
            writes = attempt.equals(written) ? writes + 1 : 1;
            written = attempt;
            if (writes > WRITES_MAX) {
                story.violated(
                        "nothing waits for ever", serial + " writes the slot of " + attempt + " again and again");
            }
            return !strikes(FaultKind.SLOT_FAILS);
        }

        @Override
        public Start start(Image image, long boot) {
            isGone = isGone || strikes(FaultKind.NEVER_RETURNS);
            if (isGone) {
                story.tell("device " + serial + " never returns");
                return Start.NEVER_RETURNS;
            }
            boolean fails =
                    images.nature(image.digest()) == DrawnImages.Nature.DOES_NOT_BOOT || strikes(FaultKind.BOOT_FAILS);
            return fails ? Start.FAILS : Start.RUNS;
        }

        @Override
        public UpdateCode checkLocally(Image image, long boot) {
            checkedInBoot = boot;
            checked = switch (images.nature(image.digest())) {
                case FAILS_LOCAL_CHECKS -> UpdateCode.LOCAL_CHECK;
                case FAILS_TUNNEL -> UpdateCode.TUNNEL;
                default -> strikes(FaultKind.CHECK_FAILS) ? UpdateCode.LOCAL_CHECK : UpdateCode.NONE;
            };
            return checked;
        }

        @Override
        public boolean carriesTraffic(Image image) {
            return !images.isGenuine(image.digest())
                    || faults.seed().at(image.digest().hex()).fraction("mute") >= MUTE_IMAGES;
        }

        /** Each time, so that it is given up in the end; but for one that is the only one there is. */
        @Override
        public Optional<Duration> crashesAfter(Image image, long boot) {
            long pair = faults.seed().at(serial.text()).at(image.digest().hex()).bits("crashes");
            if (!faults.strikes(FaultKind.IMAGE_CRASHES, pair)) {
                return Optional.empty();
            }
            writes = 0;
            return Optional.of(Duration.ofNanos(1 + faults.part(FaultKind.IMAGE_CRASHES, pair, CRASH_MAX.toNanos())));
        }

        @Override
        public Optional<UserAnswer> askUser(Image image, int asked) {
            Duration after =
                    Duration.ofNanos(faults.part(FaultKind.USER_POSTPONES, asked, POSTPONE_MAX.toNanos() / 10));
            Optional<Duration> postponed = strikes(FaultKind.USER_POSTPONES)
                    ? Optional.of(
                            Duration.ofNanos(faults.part(FaultKind.USER_POSTPONES, occasions, POSTPONE_MAX.toNanos())))
                    : Optional.empty();
            return Optional.of(new UserAnswer(after, postponed));
        }
    }
}
