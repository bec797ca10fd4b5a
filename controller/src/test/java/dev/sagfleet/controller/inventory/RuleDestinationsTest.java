package dev.sagfleet.controller.inventory;

import static dev.sagfleet.controller.inventory.StoredInventory.LARGE_PLAN;
import static dev.sagfleet.controller.inventory.StoredInventory.NOW;
import static dev.sagfleet.controller.inventory.StoredInventory.PLAN;
import static dev.sagfleet.controller.inventory.StoredInventory.REGION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.Associate;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.DestinationPattern;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Associations.Item;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How devices learn what the rules of their plan are about. */
class RuleDestinationsTest {
    private static final String TOKYO = "ap-northeast-1";
    private static final String FRANKFURT = "eu-central-1";

    private final Map<SerialNumber, List<Command>> told = new ConcurrentHashMap<>();
    private StoredInventory inventory;

    @BeforeEach
    void open(@TempDir Path directory) {
        inventory = new StoredInventory(
                directory, (serial, command) -> told.computeIfAbsent(serial, none -> new CopyOnWriteArrayList<>())
                        .add(command.command()));
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void aDeviceThatIsAssociatedIsToldTheRulesThatThereAre() {
        createRule(PLAN, TOKYO, "Zoom");
        createRule(PLAN, TOKYO, "SAP");
        inventory.registerOnline("sag-1", "box1", "2.4.0");

        associate("sag-1", PLAN);

        assertThat(destinations("box1"))
                .containsExactly("zoom.us:443", "*.zoom.us:443", "*.sap.com:443", "*.ondemand.com:443");
    }

    @Test
    void aPlanWithoutRulesCostsADeviceNoListOfItsOwn() {
        inventory.registerOnline("sag-1", "box1", "2.4.0");

        associate("sag-1", PLAN);

        assertThat(association("box1").destinations()).isSameAs(List.of());
    }

    @Test
    void aRuleThatIsMadeLaterReachesEveryDeviceOfThePlanAndNoOther() {
        inventory.registerOnline("sag-1", "box1", "2.4.0");
        inventory.register(
                StoredInventory.instance("sag-pair", DeviceModel.SAG_1000, HaType.WARM_BACKUP), "box2", "box3");
        inventory.connect("box2", "2.4.0");
        inventory.connect("box3", "2.4.0");
        inventory.disconnect("box3");
        inventory.register(StoredInventory.instance("sag-app", DeviceModel.APP, HaType.NO_BACKUP), "app1", "app2");
        inventory.registerOnline("sag-other", "other", "2.4.0");
        inventory.registerOnline("sag-none", "none", "2.4.0");
        associate("sag-1", PLAN);
        associate("sag-pair", PLAN);
        associate("sag-app", PLAN);
        associate("sag-other", LARGE_PLAN);
        told.clear();

        createRule(PLAN, TOKYO, "Zoom");

        for (String serial : List.of("box1", "box2", "box3", "app1", "app2")) {
            assertThat(association(serial).revision()).isEqualTo(new Revision(2));
            assertThat(association(serial).commandId()).isEqualTo("rule call");
            assertThat(destinations(serial)).containsExactly("zoom.us:443", "*.zoom.us:443");
        }
        assertThat(association("other").revision()).isEqualTo(new Revision(1));
        assertThat(inventory.aspect("none", Aspect.ACCELERATION)).isEmpty();
        assertThat(told.keySet())
                .extracting(SerialNumber::text)
                .containsExactlyInAnyOrder("box1", "box2", "box3", "app1", "app2");
    }

    @Test
    void anUpdateReplacesWhatTheRuleMeant() {
        inventory.registerOnline("sag-1", "box1", "2.4.0");
        associate("sag-1", PLAN);
        AccelerationRule rule = createRule(PLAN, TOKYO, "Zoom");

        inventory.write(transaction ->
                AccelerationRules.update(transaction, REGION, rule.id(), 2, List.of("DockerHub"), "update call"));

        assertThat(destinations("box1")).containsExactly("*.docker.io:443", "*.docker.com:443");
        assertThat(association("box1").commandId()).isEqualTo("update call");
    }

    @Test
    void anApplicationInTwoServiceRegionsIsToldOnce() {
        inventory.registerOnline("sag-1", "box1", "2.4.0");
        associate("sag-1", PLAN);

        createRule(PLAN, TOKYO, "Zoom");
        createRule(PLAN, FRANKFURT, "Zoom");

        assertThat(destinations("box1")).containsExactly("zoom.us:443", "*.zoom.us:443");
    }

    @Test
    void aDeviceThatJoinsLaterOrIsLostTrackOfIsToldTheRulesToo() {
        createRule(PLAN, TOKYO, "Zoom");
        Instance app = StoredInventory.instance("sag-app", DeviceModel.APP, HaType.NO_BACKUP);
        inventory.register(app, "app1");
        associate("sag-app", PLAN);

        inventory.register(app, "app2");
        inventory.connect(
                "app2", "2.4.0", "boot-1", Map.of(Aspect.ACCELERATION, new AspectStatus(new Revision(9), false)));

        assertThat(destinations("app2")).containsExactly("zoom.us:443", "*.zoom.us:443");
        assertThat(association("app2").revision()).isEqualTo(new Revision(10));
    }

    @Test
    void allApplicationsTogetherFitIntoACommandAndEachIsReachedSomewhere() {
        List<DestinationPattern> all = new ArrayList<>();
        for (Application application : Application.all()) {
            assertThat(application.destinations()).as(application.label()).hasSizeBetween(1, 4);
            all.addAll(application.destinations());
        }

        Set<DestinationPattern> distinct = new HashSet<>(all);
        assertThat(distinct).hasSameSizeAs(all).hasSizeLessThanOrEqualTo(Associate.DESTINATIONS_MAX);
    }

    private AccelerationRule createRule(String planId, String serviceRegionId, String... applications) {
        return inventory.write(transaction -> AccelerationRules.create(
                transaction, REGION, planId, serviceRegionId, 1, Arrays.asList(applications), "rule call", NOW));
    }

    private void associate(String instanceId, String planId) {
        inventory.write(transaction ->
                Associations.associate(transaction, REGION, planId, List.of(new Item(instanceId, 5)), "call"));
    }

    private Associate association(String serial) {
        return (Associate) inventory.desired(serial, Aspect.ACCELERATION);
    }

    private List<String> destinations(String serial) {
        return association(serial).destinations().stream()
                .map(DestinationPattern::toString)
                .toList();
    }
}
