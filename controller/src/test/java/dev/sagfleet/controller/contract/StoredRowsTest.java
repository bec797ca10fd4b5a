package dev.sagfleet.controller.contract;

import static dev.sagfleet.controller.contract.Samples.assertRead;
import static dev.sagfleet.controller.contract.Samples.assertWritten;
import static dev.sagfleet.controller.contract.Samples.await;
import static dev.sagfleet.controller.contract.Samples.box;
import static dev.sagfleet.controller.contract.Samples.device;
import static dev.sagfleet.controller.contract.Samples.save;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Associate;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.ChangeRole;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Acceleration;
import dev.sagfleet.controller.inventory.AccelerationRule;
import dev.sagfleet.controller.inventory.Ccn;
import dev.sagfleet.controller.inventory.ClientToken;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.DeviceAspect;
import dev.sagfleet.controller.inventory.HaType;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.Order;
import dev.sagfleet.controller.inventory.PendingChange;
import dev.sagfleet.controller.inventory.Place;
import dev.sagfleet.controller.inventory.Plan;
import dev.sagfleet.controller.inventory.Presence;
import dev.sagfleet.controller.inventory.Restoration;
import dev.sagfleet.controller.inventory.Settings;
import dev.sagfleet.controller.rollout.Tags;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever is saved comes back as it was, with all that is optional and without. */
class StoredRowsTest extends StoreContract {
    private static final SerialNumber SERIAL = new SerialNumber("sag1");

    @Test
    void instanceComesBackAsItWasSaved() {
        Instance full = new Instance(
                "sag-full",
                "cn-hangzhou",
                "it's \"a\" name; — 名",
                DeviceModel.SAG_100WM,
                HaType.WARM_BACKUP,
                30,
                7,
                Optional.of("ccn-9"),
                true,
                Optional.of(new Acceleration("plan-1", 12)),
                1_700_000_000_123L,
                Long.MAX_VALUE);
        Instance bare = full.withAcceleration(Optional.empty()).withCcn(Optional.empty());

        save(store, transaction -> transaction.instances().save(full));
        assertRead(store, reading -> reading.instances().find("sag-full")).isEqualTo(Optional.of(full));
        assertRead(store, reading -> reading.instances().associatedWith("plan-1"))
                .isEqualTo(List.of(full));
        assertRead(store, reading -> reading.instances().associatedWith("plan-2"))
                .isEqualTo(List.of());

        save(store, transaction -> transaction.instances().save(bare));
        assertRead(store, reading -> reading.instances().find("sag-full")).isEqualTo(Optional.of(bare));
        assertRead(store, reading -> reading.instances().find("other")).isEqualTo(Optional.empty());
        assertRead(store, reading -> reading.instances().associatedWith("plan-1"))
                .isEqualTo(List.of());
    }

    @Test
    void deviceComesBackAsItWasSaved() {
        Device bare = device("sag1", "sag-1");
        Device full = new Device(
                SERIAL,
                "sag-2",
                DeviceModel.APP,
                Optional.of("user@example.com"),
                Optional.of(Bandwidth.ofKilobits(512)),
                Samples.KEY,
                HaRole.STANDBY,
                new Place(
                        Optional.of("tower-1"),
                        Optional.of("north"),
                        Optional.of(ZoneId.of("Europe/Berlin")),
                        Optional.of("2026-03"),
                        Tags.parse("lane=left,ring=a")),
                new Presence(7, true, 3, Optional.of(FirmwareVersion.parse("2.4")), "boot-9", 5_000, 6_000, true));

        save(store, transaction -> transaction.devices().save(bare));
        assertRead(store, reading -> reading.devices().find(SERIAL)).isEqualTo(Optional.of(bare));

        save(store, transaction -> transaction.devices().save(full));
        Device found =
                await(store.read(reading -> reading.devices().find(SERIAL))).orElseThrow();
        assertThat(found).isEqualTo(full);
        assertThat(found.presence().firmware()).map(FirmwareVersion::toString).contains("2.4");
    }

    @Test
    void presenceIsSavedByItself() {
        Device known = device("sag1", "sag-1").withRole(HaRole.STANDBY);
        Presence shown =
                new Presence(7, true, 3, Optional.of(FirmwareVersion.parse("2.4")), "boot-9", 5_000, 6_000, true);
        save(store, transaction -> transaction.devices().save(known));

        save(store, transaction -> transaction
                .devices()
                .savePresence(known.withRole(HaRole.ACTIVE).withPresence(shown)));

        assertRead(store, reading -> reading.devices().find(SERIAL)).isEqualTo(Optional.of(known.withPresence(shown)));
    }

    @Test
    void whatIsAddedAsNewLeavesWhatIsThereAsItIs() {
        Device kept = device("sag1", "sag-1").withRole(HaRole.STANDBY);
        Instance known = box("sag-1").withCcn(Optional.empty());
        save(store, transaction -> {
            transaction.devices().save(kept);
            transaction.instances().save(known);
        });

        Set<SerialNumber> newDevices = await(store.write(transaction ->
                transaction.devices().addNew(List.of(device("sag2", "sag-1"), device("sag1", "sag-9")))));
        Set<String> newInstances =
                await(store.write(transaction -> transaction.instances().addNew(List.of(box("sag-2"), box("sag-1")))));

        assertThat(newDevices).containsExactly(new SerialNumber("sag2"));
        assertThat(newInstances).containsExactly("sag-2");
        assertRead(store, reading -> reading.devices().of("sag-1")).isEqualTo(List.of(device("sag2", "sag-1"), kept));
        assertRead(store, reading -> reading.devices().count()).isEqualTo(2L);
        assertRead(store, reading -> reading.instances().find("sag-1")).isEqualTo(Optional.of(known));
        assertRead(store, reading -> reading.instances().find("sag-2")).isEqualTo(Optional.of(box("sag-2")));
    }

    @Test
    void anAnswerReplacesWhatIsReportedAndLeavesWhatIsDesired() {
        DeviceAspect first =
                DeviceAspect.unanswered(SERIAL, new ChangeRole("request-1", new Revision(1), HaRole.ACTIVE));
        DeviceAspect later = first.withDesired(new ChangeRole("request-2", new Revision(2), HaRole.STANDBY));
        save(store, transaction -> transaction.aspects().save(later));

        save(
                store,
                transaction -> transaction.aspects().answer(SERIAL, Aspect.ROLE, new Revision(1), Optional.empty()));

        assertRead(store, reading -> reading.aspects().find(SERIAL, Aspect.ROLE))
                .isEqualTo(Optional.of(later.withReported(new Revision(1), Optional.empty())));
    }

    @Test
    void aspectComesBackAsItWasSaved() {
        DeviceAspect refused = new DeviceAspect(
                SERIAL,
                EncodedCommand.of(new Associate(
                        "request-1",
                        new Revision(4),
                        "plan-1",
                        Bandwidth.ofMegabits(20),
                        Optional.of(Bandwidth.ofMegabits(5)))),
                new Revision(3),
                new Revision(2),
                Optional.of(new Refusal(Refusal.Reason.VERSION_TOO_OLD, "2.3.9", "2.4.0 or later")));
        DeviceAspect role =
                DeviceAspect.unanswered(SERIAL, new ChangeRole("request-2", new Revision(1), HaRole.ACTIVE));

        save(store, transaction -> {
            transaction.aspects().save(refused);
            transaction.aspects().save(role);
        });

        assertRead(store, reading -> reading.aspects().find(SERIAL, Aspect.ACCELERATION))
                .isEqualTo(Optional.of(refused));
        assertRead(store, reading -> reading.aspects().find(SERIAL, Aspect.BANDWIDTH))
                .isEqualTo(Optional.empty());
        assertRead(store, reading -> reading.aspects().of(SERIAL)).isEqualTo(List.of(refused, role));

        DeviceAspect applied = refused.withReported(new Revision(4), Optional.empty());
        save(store, transaction -> transaction.aspects().save(applied));
        assertRead(store, reading -> reading.aspects().find(SERIAL, Aspect.ACCELERATION))
                .isEqualTo(Optional.of(applied));
    }

    @Test
    void plansAndCcnsComeBackInTheOrderOfCreation() {
        Plan late = new Plan("plan-a", "cn-shanghai", "late", 100, Optional.empty(), 20);
        Plan early = new Plan("plan-b", "cn-shanghai", "early", 200, Optional.of("financial"), 10);
        Plan elsewhere = new Plan("plan-c", "cn-beijing", "elsewhere", 300, Optional.empty(), 5);
        Ccn ccn = new Ccn("ccn-1", "cn-shanghai", "office");

        save(store, transaction -> {
            transaction.plans().save(late);
            transaction.plans().save(early);
            transaction.plans().save(elsewhere);
            transaction.ccns().save(ccn);
        });

        assertRead(store, reading -> reading.plans().find("plan-b")).isEqualTo(Optional.of(early));
        assertRead(store, reading -> reading.plans().in("cn-shanghai")).isEqualTo(List.of(early, late));
        assertRead(store, reading -> reading.ccns().find("ccn-1")).isEqualTo(Optional.of(ccn));
    }

    @Test
    void rulesComeBackInTheOrderOfTheirNumbers() {
        AccelerationRule late =
                new AccelerationRule("rule-a", 12, "plan-1", "eu-central-1", 5, List.of("it's", "名 two", "3"), 10);
        AccelerationRule early = new AccelerationRule("rule-b", 9, "plan-1", "cn-hongkong", 1, List.of("one"), 20);

        save(store, transaction -> {
            transaction.rules().save(late);
            transaction.rules().save(early);
            transaction.rules().save(new AccelerationRule("rule-c", 1, "plan-2", "cn-hongkong", 1, List.of("one"), 5));
        });

        assertRead(store, reading -> reading.rules().find("rule-a")).isEqualTo(Optional.of(late));
        assertRead(store, reading -> reading.rules().find("rule-none")).isEqualTo(Optional.empty());
        assertRead(store, reading -> reading.rules().of("plan-1")).isEqualTo(List.of(early, late));
    }

    @Test
    void unpaidOrdersComeBackUntilTheyArePaid() {
        Order first = new Order("9", "sag-1", Order.Kind.UPGRADE, 10, 20, Order.Status.UNPAID, 5);
        Order second = new Order("10", "sag-1", Order.Kind.DOWNGRADE, 20, 5, Order.Status.UNPAID, 5);

        save(store, transaction -> {
            transaction.orders().save(second);
            transaction.orders().save(first);
            transaction.orders().save(new Order("11", "sag-2", Order.Kind.UPGRADE, 1, 2, Order.Status.UNPAID, 5));
        });
        assertRead(store, reading -> reading.orders().unpaidOf("sag-1")).isEqualTo(List.of(first, second));

        save(store, transaction -> transaction.orders().save(first.withStatus(Order.Status.PAID)));
        assertRead(store, reading -> reading.orders().unpaidOf("sag-1")).isEqualTo(List.of(second));
        assertRead(store, reading -> reading.orders().find("9"))
                .isEqualTo(Optional.of(first.withStatus(Order.Status.PAID)));
    }

    @Test
    void tokenComesBackUntilItIsTooOldOrRemoved() {
        var key = new ClientToken.Key("account", "Associate", "token with\nanything");
        var token = new ClientToken(
                key,
                "digest",
                "request-1",
                "{}",
                List.of(
                        new PendingChange(SERIAL, Aspect.ACCELERATION, new Revision(4), true),
                        new PendingChange(new SerialNumber("sag-2"), Aspect.ROLE, new Revision(1), false)),
                List.of(
                        new Restoration.OfAcceleration(
                                "sag-1", Optional.empty(), Optional.of(new Acceleration("plan with a space", 20))),
                        new Restoration.OfAcceleration(
                                "sag 2",
                                Optional.of(new Acceleration("plan-1", 5)),
                                Optional.of(new Acceleration("plan-1", 7))),
                        new Restoration.OfOrder("203")),
                false,
                1_000);
        save(store, transaction -> transaction.tokens().save(token));

        assertWritten(store, transaction -> transaction.tokens().find(key, 1_000))
                .isEqualTo(Optional.of(token));
        assertWritten(store, transaction -> transaction.tokens().find(key, 1_001))
                .isEqualTo(Optional.empty());

        save(store, transaction -> transaction.tokens().save(token.asAnswered()));
        save(store, transaction -> transaction.tokens().removeBefore(1_000));
        assertWritten(store, transaction -> transaction.tokens().find(key, 0))
                .isEqualTo(Optional.of(token.asAnswered()));

        save(store, transaction -> transaction.tokens().removeBefore(1_001));
        assertWritten(store, transaction -> transaction.tokens().find(key, 0)).isEqualTo(Optional.empty());

        save(store, transaction -> transaction
                .tokens()
                .save(new ClientToken(key, "other", "request-2", "{}", List.of(), List.of(), true, 2_000)));
        save(store, transaction -> transaction.tokens().remove(key));
        assertWritten(store, transaction -> transaction.tokens().find(key, 0)).isEqualTo(Optional.empty());
    }

    @Test
    void settingsAreTheDefaultUntilTheyAreSaved() {
        assertRead(store, reading -> reading.settings().current()).isEqualTo(Settings.DEFAULT);

        save(store, transaction -> transaction.settings().save(new Settings(false)));

        assertRead(store, reading -> reading.settings().current()).isEqualTo(new Settings(false));
    }
}
