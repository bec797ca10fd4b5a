package dev.sagfleet.controller.action;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    public String name() {
        return "DescribeSmartAccessGateways";
    }

    @Override
    public CompletionStage<Response> run(Call call) {
        Optional<InstanceQuery> query = InstanceFilters.read(call.parameters());
        int pageNumber = InstanceFilters.pageNumber(call.parameters());
        int pageSize = InstanceFilters.pageSize(call.parameters());
        return store.read(reading -> {
            Page<Instance> page = query.map(reading.instances()::find).orElseGet(() -> new Page<>(List.of(), 0));
            ObjectNode fields = call.fields();
            fields.put("PageNumber", pageNumber);
            fields.put("PageSize", pageSize);
            fields.put("TotalCount", page.total());
            ArrayNode list = fields.putObject("SmartAccessGateways").putArray("SmartAccessGateway");
            page.items().forEach(instance -> describe(reading, instance, list.addObject()));
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
