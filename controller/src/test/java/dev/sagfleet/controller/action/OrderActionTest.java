package dev.sagfleet.controller.action;

import static dev.sagfleet.controller.action.CalledApi.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.ChangeBandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.controller.action.Action.Response;
import dev.sagfleet.controller.inventory.BandwidthOrders;
import dev.sagfleet.controller.inventory.HaType;
import dev.sagfleet.controller.inventory.Order;
import dev.sagfleet.controller.inventory.StoredInventory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DowngradeSmartAccessGateway and UpgradeSmartAccessGateway, from the call to the device. */
class OrderActionTest {
    private static final String DOWNGRADE = "DowngradeSmartAccessGateway";
    private static final String UPGRADE = "UpgradeSmartAccessGateway";
    private static final Refusal OUT_OF_RANGE =
            new Refusal(Refusal.Reason.BANDWIDTH_OUT_OF_RANGE, "20 Mbit/s", "30 Mbit/s");

    private CalledApi api;

    /** A SAG-1000 of 50 Mbit/s that applies what it is told, and an app instance of 5 users. */
    @BeforeEach
    void open(@TempDir Path directory) {
        api = new CalledApi(directory, CalledApi.LONG_WAIT);
        api.registerApplying("sag-1", "box1");
        api.inventory().register(StoredInventory.instance("sag-app", DeviceModel.APP, HaType.NO_BACKUP));
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void theOrderIdIsAnsweredOnceTheDeviceHasApplied() {
        Response response = await(order(DOWNGRADE, "sag-1", "true", "BandWidthSpec", "20"));

        assertThat(response.fields().properties())
                .containsExactly(Map.entry("OrderId", response.fields().path("OrderId")));
        assertThat(response.fields().path("OrderId").textValue()).isEqualTo("203370000000001");
        assertThat(api.inventory().desired("box1", Aspect.BANDWIDTH))
                .isEqualTo(new ChangeBandwidth("REQUEST-1", new Revision(2), Bandwidth.ofMegabits(20)));
        assertThat(api.inventory()
                        .aspect("box1", Aspect.BANDWIDTH)
                        .orElseThrow()
                        .isPending())
                .isFalse();
    }

    @Test
    void anUpgradeGoesTheSameWay() {
        await(order(UPGRADE, "sag-1", "true", "BandWidthSpec", "500"));

        assertThat(api.inventory().instance("sag-1").megabits()).isEqualTo(500);
    }

    @Test
    void aDeviceThatRefusesGetsTheOrderRefunded() {
        api.makeRefuse("box1", OUT_OF_RANGE);

        CompletionStage<Response> call = order(DOWNGRADE, "sag-1", "true", "BandWidthSpec", "20");

        CalledApi.assertError(400, "InvalidBandWidthSpec", "Specified parameter BandWidthSpec is not valid.", call);
        assertThat(CalledApi.detail(call)).isEqualTo("box1: found 20 Mbit/s, required 30 Mbit/s (the device refused)");
        assertThat(status("203370000000001")).isEqualTo(Order.Status.REFUNDED);
        assertThat(api.inventory().instance("sag-1").megabits()).isEqualTo(50);
    }

    @Test
    void withoutAutoPayNothingHappensUntilTheOrderIsPaid() {
        String orderId = await(order(DOWNGRADE, "sag-1", "false", "BandWidthSpec", "20"))
                .fields()
                .path("OrderId")
                .textValue();
        assertThat(api.toldCount()).isZero();
        assertThat(status(orderId)).isEqualTo(Order.Status.UNPAID);

        Order paid = api.commands()
                .run("PAYMENT", transaction -> BandwidthOrders.pay(transaction, orderId, "PAYMENT"))
                .toCompletableFuture()
                .join();

        assertThat(paid.id()).isEqualTo(orderId);
        assertThat(status(orderId)).isEqualTo(Order.Status.PAID);
        assertThat(api.inventory().desired("box1", Aspect.BANDWIDTH).commandId())
                .isEqualTo("PAYMENT");
    }

    @Test
    void anAppInstanceTakesUsersAndADataPlanInstead() {
        await(order(UPGRADE, "sag-app", "true", "UserCount", "20", "DataPlan", "5"));
        await(order(DOWNGRADE, "sag-app", "true", "UserCount", "10", "DataPlan", "5", "BandWidthSpec", "1"));

        assertThat(api.inventory().instance("sag-app").userCount()).isEqualTo(10);
    }

    @Test
    void anAppInstanceHasErrorsOfItsOwn() {
        for (String dataPlan : List.of("", "4", "five", "-5")) {
            CalledApi.assertError(
                    400,
                    "SAG.InvalidDataPlan",
                    "The specified DataPlan is invalid.",
                    order(DOWNGRADE, "sag-app", "true", "UserCount", "7", "DataPlan", dataPlan));
        }
        for (String userCount : List.of("", "7", "5", "many", "0", "-5")) {
            CalledApi.assertError(
                    400,
                    "SAG.InvalidUserCount",
                    "The specified UserCount is invalid.",
                    order(DOWNGRADE, "sag-app", "true", "UserCount", userCount, "DataPlan", "5"));
        }
    }

    @Test
    void aBandwidthBelowTheAccelerationIsAccepted() {
        api.call(
                "AssociateSmartAGWithApplicationBandwidthPackage",
                "RegionId",
                "cn-shanghai",
                "ApplicationBandwidthPackageId",
                "abwp-1",
                "AssociateConfigs.1.SmartAGId",
                "sag-1",
                "AssociateConfigs.1.Bandwidth",
                "20");

        await(order(DOWNGRADE, "sag-1", "true", "BandWidthSpec", "10"));

        assertThat(api.inventory().instance("sag-1").megabits()).isEqualTo(10);
        assertThat(api.inventory()
                        .instance("sag-1")
                        .acceleration()
                        .orElseThrow()
                        .megabits())
                .isEqualTo(20);
    }

    private CompletionStage<Response> order(String action, String instanceId, String autoPay, String... more) {
        List<String> all =
                new ArrayList<>(List.of("RegionId", "cn-shanghai", "SmartAGId", instanceId, "AutoPay", autoPay));
        all.addAll(List.of(more));
        return api.start(action, all.toArray(String[]::new));
    }

    private Order.Status status(String orderId) {
        Optional<Order> order = api.inventory().read(reading -> reading.orders().find(orderId));
        return order.orElseThrow().status();
    }
}
