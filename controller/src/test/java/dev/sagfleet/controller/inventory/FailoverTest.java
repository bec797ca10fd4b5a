package dev.sagfleet.controller.inventory;

import static dev.sagfleet.controller.inventory.StoredInventory.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.ChangeRole;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Revision;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which box of a pair forwards, and what a restart of the controller means for those that do not come back. */
class FailoverTest {
    private final List<String> told = new CopyOnWriteArrayList<>();
    private StoredInventory inventory;

    /** A pair of which box1 is the active one. */
    @BeforeEach
    void open(@TempDir Path directory) {
        inventory = new StoredInventory(
                directory, (serial, command) -> told.add(serial + " " + command.aspect() + ' ' + command.revision()));
        inventory.register(StoredInventory.instance("sag-1", DeviceModel.SAG_1000, HaType.WARM_BACKUP), "box1", "box2");
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void theStandbyTakesOverWhenTheActiveBoxLeaves() {
        connectBoth();

        inventory.disconnect("box1");

        assertRoles(HaRole.STANDBY, HaRole.ACTIVE);
        assertThat(inventory.desired("box1", Aspect.ROLE))
                .isEqualTo(new ChangeRole("failover", new Revision(2), HaRole.STANDBY));
        assertThat(inventory.desired("box2", Aspect.ROLE))
                .isEqualTo(new ChangeRole("failover", new Revision(2), HaRole.ACTIVE));
    }

    @Test
    void theActiveBoxThatComesBackStaysStandby() {
        connectBoth();
        inventory.disconnect("box1");

        inventory.connect("box1", "2.4.0");

        assertRoles(HaRole.STANDBY, HaRole.ACTIVE);
    }

    @Test
    void aStandbyThatLeavesChangesNoRole() {
        connectBoth();

        inventory.disconnect("box2");

        assertRoles(HaRole.ACTIVE, HaRole.STANDBY);
    }

    @Test
    void aStandbyThatFindsItsPartnerGoneTakesOverWithItsHello() {
        inventory.connect("box1", "2.4.0");
        inventory.disconnect("box1");
        assertRoles(HaRole.ACTIVE, HaRole.STANDBY);

        assertThat(StoredInventory.commands(inventory.connect("box2", "2.4.0")))
                .contains(new ChangeRole("failover", new Revision(2), HaRole.ACTIVE));

        assertRoles(HaRole.STANDBY, HaRole.ACTIVE);
    }

    /** It is told by its Admission; whoever is in session already is told by the change. */
    @Test
    void aStandbyThatTakesOverWithItsHelloIsNotToldItsRoleASecondTime() {
        inventory.connect("box1", "2.4.0");
        inventory.disconnect("box1");
        told.clear();

        inventory.connect("box2", "2.4.0");

        assertThat(told).containsExactly("box1 ROLE 2");
    }

    @Test
    void aBoxWithoutAPartnerKeepsItsRole() {
        inventory.registerOnline("sag-2", "lone", "2.4.0");

        inventory.disconnect("lone");

        assertThat(inventory.device("lone").role()).isEqualTo(HaRole.ACTIVE);
        assertThat(inventory.aspect("lone", Aspect.ROLE)).isEmpty();
    }

    @Test
    void appClientsOfOneInstanceAreNoPair() {
        inventory.register(StoredInventory.instance("sag-app", DeviceModel.APP, HaType.NO_BACKUP), "app1", "app2");
        inventory.connect("app1", "2.4.0");
        inventory.connect("app2", "2.4.0");

        inventory.disconnect("app1");

        assertThat(inventory.aspect("app2", Aspect.ROLE)).isEmpty();
    }

    @Test
    void whatHasNotComeBackInThisRunIsOfflineWhenTheGraceEnds() {
        inventory.registerOnline("sag-2", "lone", "2.4.0");

        inventory.change(transaction -> Connections.endGracePeriod(transaction, RUN));
        assertThat(inventory.device("lone").presence().online()).isTrue();

        inventory.change(transaction -> Connections.endGracePeriod(transaction, RUN + 1));
        assertThat(inventory.device("lone").presence().online()).isFalse();
    }

    @Test
    void aStandbyThatComesFirstWaitsForItsPartner() {
        inventory.connect("box2", "2.4.0");
        inventory.connect("box1", "2.4.0");

        assertRoles(HaRole.ACTIVE, HaRole.STANDBY);
        assertThat(inventory.desired("box1", Aspect.ROLE).revision()).isEqualTo(new Revision(1));
    }

    @Test
    void aStandbyWhosePartnerDoesNotComeTakesOverWhenTheGraceEnds() {
        inventory.connect("box2", "2.4.0");

        inventory.change(transaction -> Connections.endGracePeriod(transaction, RUN));

        assertRoles(HaRole.STANDBY, HaRole.ACTIVE);
    }

    @Test
    void ofAPairThatDidNotComeBackNeitherTakesOver() {
        connectBoth();

        inventory.change(transaction -> Connections.endGracePeriod(transaction, RUN + 1));

        assertRoles(HaRole.ACTIVE, HaRole.STANDBY);
        assertThat(inventory.desired("box1", Aspect.ROLE).revision()).isEqualTo(new Revision(1));
        assertThat(inventory.device("box2").presence().online()).isFalse();
    }

    private void connectBoth() {
        inventory.connect("box1", "2.4.0");
        inventory.connect("box2", "2.4.0");
        assertRoles(HaRole.ACTIVE, HaRole.STANDBY);
    }

    private void assertRoles(HaRole box1, HaRole box2) {
        assertThat(inventory.device("box1").role()).isEqualTo(box1);
        assertThat(inventory.device("box2").role()).isEqualTo(box2);
    }
}
