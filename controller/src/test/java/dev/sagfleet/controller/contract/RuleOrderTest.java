package dev.sagfleet.controller.contract;

import static dev.sagfleet.controller.contract.Samples.assertRead;
import static dev.sagfleet.controller.contract.Samples.save;

import dev.sagfleet.controller.inventory.AccelerationRule;
import dev.sagfleet.controller.inventory.AccelerationRules;
import dev.sagfleet.controller.inventory.Plan;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules that are created while the clock is set back. */
class RuleOrderTest extends StoreContract {
    private static final long NOW = 1_700_000_000_000L;
    private static final long AN_HOUR = 3_600_000;

    @BeforeEach
    void buyAPlan() {
        save(store, transaction -> transaction
                .plans()
                .save(new Plan("abwp-1", "cn-shanghai", "plan", 100, Optional.empty(), NOW)));
    }

    @Test
    void theyComeInTheOrderOfCreationWhateverTheClockSays() {
        create("eu-central-1", NOW);
        create("us-west-1", NOW - AN_HOUR);
        create("cn-hongkong", NOW - AN_HOUR);

        assertOrder("eu-central-1", "us-west-1", "cn-hongkong");
    }

    @Test
    void theyKeepTheirPlaceWhenTheyAreChangedAndWhenTheStoreIsOpenedAgain() {
        create("eu-central-1", NOW);
        create("us-west-1", NOW - AN_HOUR);
        save(store, transaction -> {
            String id = transaction.rules().of("abwp-1").get(0).id();
            AccelerationRules.update(transaction, "cn-shanghai", id, 2, List.of("Zoom"), "call");
        });

        reopen();
        create("cn-hongkong", NOW - 2 * AN_HOUR);

        assertOrder("eu-central-1", "us-west-1", "cn-hongkong");
    }

    /** Tells the rules apart by the regions that they are for. */
    private void create(String serviceRegionId, long nowMillis) {
        save(
                store,
                transaction -> AccelerationRules.create(
                        transaction, "cn-shanghai", "abwp-1", serviceRegionId, 1, List.of("Zoom"), "call", nowMillis));
    }

    private void assertOrder(String... serviceRegionIds) {
        assertRead(store, reading -> reading.rules().of("abwp-1").stream()
                        .map(AccelerationRule::serviceRegionId)
                        .toList())
                .isEqualTo(List.of(serviceRegionIds));
    }
}
