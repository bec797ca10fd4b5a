package dev.sagfleet.controller.contract;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.CancelUpgrade;
import dev.sagfleet.agent.protocol.ChangeBandwidth;
import dev.sagfleet.agent.protocol.ChangeRole;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.Dissociate;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Reboot;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.controller.inventory.Acceleration;
import dev.sagfleet.controller.inventory.AccelerationRule;
import dev.sagfleet.controller.inventory.AutoUpgradePolicy;
import dev.sagfleet.controller.inventory.Ccn;
import dev.sagfleet.controller.inventory.ClientToken;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.DeviceAspect;
import dev.sagfleet.controller.inventory.FirmwareImage;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.HaType;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.JobProgress;
import dev.sagfleet.controller.inventory.Order;
import dev.sagfleet.controller.inventory.PendingChange;
import dev.sagfleet.controller.inventory.Place;
import dev.sagfleet.controller.inventory.Plan;
import dev.sagfleet.controller.inventory.Presence;
import dev.sagfleet.controller.inventory.ReportedSlots;
import dev.sagfleet.controller.inventory.Restoration;
import dev.sagfleet.controller.inventory.RolloutOrder;
import dev.sagfleet.controller.rollout.DrawnRollouts;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.Tags;
import dev.sagfleet.controller.rollout.UpgradeSchedule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Rows drawn from few values, so that they meet: the same keys, the same moments, all that is optional and none. */
record RandomRows(RandomGenerator random) {
    static final List<String> SERIALS = List.of("a", "B", "a-1", "a_1", "sag10", "sag9", "z");

    /** In the order of their bytes the one beyond 16 bits comes last. */
    static final List<String> IDS = List.of("sag-1", "sag-10", "Sag-2", "名", "\uFF5E", "\uD83D\uDE00");

    static final List<String> PLANS = List.of("abwp-1", "abwp-2", "Abwp-3", "\uFF5E", "\uD83D\uDE00");
    static final List<String> ROLLOUTS = List.of("ro-1", "ro-10", "Ro-2", "\uD83D\uDE00");
    static final List<String> RULES = List.of("abwpr-1", "abwpr-2", "abwpr-10");
    static final List<String> CCNS = List.of("ccn-1", "ccn-2", "Ccn-3");
    static final List<String> SITES = List.of("site-1", "site-2");
    static final List<String> TAGS = List.of("ring=a", "lane=left,ring=a", "lane=left,ring=ab", "ring=b");
    static final List<String> REGIONS = List.of("cn-shanghai", "cn-beijing");
    static final List<String> NAMES = List.of("", "office", "it's");
    static final List<String> ORDERS = List.of("9", "10", "11", "100");
    static final List<String> VERSIONS = List.of("2.4.0", "2.4", "2.10.0", "2.3.9", "2.3.1.1");
    static final List<Digest> DIGESTS = List.of(Digest.ofText("1"), Digest.ofText("2"), Digest.ofText("3"));
    static final List<ReportedSlots> SLOTS =
            List.of(ReportedSlots.UNKNOWN, ReportedSlots.of("factory"), ReportedSlots.of("A GOOD 2.4.0 - EMPTY"));
    static final List<ClientToken.Key> TOKENS = List.of(
            new ClientToken.Key("one", "Associate", "t"),
            new ClientToken.Key("one", "Dissociate", "t"),
            new ClientToken.Key("two", "Associate", "\uD83D\uDE00"));

    <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    <E> E any(E[] values) {
        return values[random.nextInt(values.length)];
    }

    boolean flip() {
        return random.nextBoolean();
    }

    long millis() {
        return random.nextInt(4);
    }

    private <T> Optional<T> maybe(T value) {
        return flip() ? Optional.of(value) : Optional.empty();
    }

    SerialNumber serial() {
        return new SerialNumber(any(SERIALS));
    }

    Instance instance() {
        return new Instance(
                any(IDS),
                any(REGIONS),
                any(NAMES),
                any(DeviceModel.values()),
                any(HaType.values()),
                random.nextInt(100),
                random.nextInt(10),
                maybe(any(CCNS)),
                random.nextInt(4) == 0,
                maybe(new Acceleration(any(PLANS), random.nextInt(50))),
                millis(),
                millis());
    }

    Device device() {
        Optional<String> user = maybe(any(NAMES));
        return new Device(
                serial(),
                any(IDS),
                any(DeviceModel.values()),
                user,
                user.map(name -> Bandwidth.ofMegabits(2)),
                Samples.KEY,
                any(HaRole.values()),
                flip() ? Place.NONE : place(),
                presence());
    }

    Place place() {
        return new Place(
                maybe(any(SITES)),
                maybe(any(REGIONS)),
                maybe(ZoneId.of(any(List.of("Asia/Tokyo", "UTC")))),
                maybe(any(List.of("A", "B"))),
                Tags.parse(any(TAGS)));
    }

    Presence presence() {
        return new Presence(
                random.nextInt(8),
                flip(),
                random.nextInt(4),
                maybe(FirmwareVersion.parse(any(VERSIONS))),
                any(List.of("", "boot-1")),
                millis(),
                millis(),
                flip(),
                any(SLOTS),
                random.nextInt(8));
    }

    FirmwareJob job() {
        return new FirmwareJob(
                serial(),
                1 + random.nextInt(4),
                1 + random.nextInt(3),
                any(DIGESTS),
                FirmwareVersion.parse(any(VERSIONS)),
                any(FirmwareJob.Origin.values()),
                maybe(new RolloutOrder(any(ROLLOUTS), 1 + random.nextInt(3))),
                Duration.ofSeconds(1 + millis()),
                new JobProgress(
                        random.nextInt(4),
                        random.nextInt(9),
                        any(UpdateState.values()),
                        random.nextInt(101),
                        any(UpdateCode.values()),
                        maybe(any(DIGESTS))),
                flip(),
                millis(),
                millis());
    }

    Rollout rollout() {
        return new DrawnRollouts(random.nextLong()).rollout(any(ROLLOUTS));
    }

    AutoUpgradePolicy policy() {
        var schedule = new UpgradeSchedule(
                any(List.of("0 0 4 1/1 * ?", "0 30 2 ? * SUN")),
                ZoneId.of(any(List.of("Asia/Shanghai", "Europe/Berlin"))),
                Duration.ofMinutes(30));
        return new AutoUpgradePolicy(serial(), any(AutoUpgradePolicy.Type.values()), schedule, maybe(millis()));
    }

    DeviceAspect aspect() {
        Revision desired = new Revision(1 + random.nextInt(9));
        Revision reported = new Revision(random.nextInt(9));
        Optional<Refusal> refusal = maybe(new Refusal(any(Refusal.Reason.values()), "2.3.9", "2.4.0"));
        Command command =
                switch (any(Aspect.values())) {
                    case ACCELERATION -> new Dissociate("request", desired);
                    case BANDWIDTH -> new ChangeBandwidth("request", desired, Bandwidth.ofMegabits(7));
                    case ROLE -> new ChangeRole("request", desired, any(HaRole.values()));
                    case FIRMWARE -> new CancelUpgrade("request", desired, "job-1");
                    case POWER -> new Reboot("request", desired);
                };
        return new DeviceAspect(
                serial(), EncodedCommand.of(command), reported, new Revision(random.nextInt(5)), refusal);
    }

    Plan plan() {
        return new Plan(
                any(PLANS), any(REGIONS), any(NAMES), random.nextInt(100), maybe(any(List.of("financial"))), millis());
    }

    AccelerationRule rule() {
        return new AccelerationRule(
                any(RULES),
                random.nextInt(4),
                any(PLANS),
                any(REGIONS),
                random.nextInt(10),
                List.of("Zoom", any(IDS)),
                millis());
    }

    Ccn ccn() {
        return new Ccn(any(CCNS), any(REGIONS), any(NAMES));
    }

    Order order() {
        return new Order(
                any(ORDERS),
                any(IDS),
                any(Order.Kind.values()),
                random.nextInt(9),
                random.nextInt(9),
                any(Order.Status.values()),
                millis());
    }

    FirmwareImage image() {
        return Samples.image(
                any(DIGESTS),
                List.of(any(DeviceModel.values()), DeviceModel.APP),
                any(VERSIONS),
                maybe(random.nextLong()),
                any(FirmwareImage.State.values()),
                millis());
    }

    ClientToken token() {
        return new ClientToken(
                any(TOKENS),
                "digest",
                "request",
                "{}",
                List.of(new PendingChange(serial(), any(Aspect.values()), new Revision(millis()), flip())),
                List.of(new Restoration.OfOrder(any(ORDERS))),
                flip(),
                millis());
    }
}
