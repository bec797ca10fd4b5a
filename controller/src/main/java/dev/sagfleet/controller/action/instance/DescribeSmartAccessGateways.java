package dev.sagfleet.controller.action.instance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.action.Action;
import dev.sagfleet.controller.action.Call;
import dev.sagfleet.controller.action.Declaration;
import dev.sagfleet.controller.action.NumberedPage;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.InstanceQuery;
import dev.sagfleet.controller.inventory.Page;
import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.controller.inventory.Store;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Lists the instances that match all filters, a page at a time. */
final class DescribeSmartAccessGateways implements Action {
    private final Store store;

    DescribeSmartAccessGateways(Store store) {
        this.store = store;
    }

    @Override
    public Declaration declaration() {
        return InstanceFilters.DECLARATION;
    }

    @Override
    public CompletionStage<Response> run(Call call) {
        NumberedPage page = NumberedPage.of(call.parameters());
        Optional<InstanceQuery> query = InstanceFilters.read(call.parameters(), page);
        return store.read(reading -> {
            Page<Instance> found = query.map(reading.instances()::find).orElseGet(() -> new Page<>(List.of(), 0));
            ObjectNode fields = call.fields();
            page.put(fields, found.total());
            ArrayNode list = fields.putObject("SmartAccessGateways").putArray("SmartAccessGateway");
            found.items().forEach(instance -> describe(reading, instance, list.addObject()));
            return call.respond(fields);
        });
    }

    private static void describe(Reading reading, Instance instance, ObjectNode fields) {
        InstanceFields shared = new InstanceFields(reading, instance);
        shared.put(fields);
        fields.put("HardwareVersion", instance.isApp() ? "" : instance.model().apiName());
        fields.put("SoftwareVersion", shared.softwareVersion(0));
        fields.put("BackupSoftwareVersion", shared.softwareVersion(1));
        fields.put("BackupStatus", instance.haType().apiName());
        fields.put("AclIds", "");
        fields.put("QosIds", "");
    }
}
