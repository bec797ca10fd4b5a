package dev.sagfleet.controller.action.instance;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.action.NumberedPage;
import dev.sagfleet.controller.action.ResourceGroup;
import dev.sagfleet.controller.inventory.InstanceQuery;
import dev.sagfleet.controller.inventory.InstanceQuery.VersionComparator;
import dev.sagfleet.controller.inventory.InstanceQuery.VersionFilter;
import dev.sagfleet.controller.inventory.InstanceStatus;
import dev.sagfleet.controller.rpc.GatewayError;
import dev.sagfleet.controller.rpc.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the filters of DescribeSmartAccessGateways. */
final class InstanceFilters {
    /** States that the API documents and that no instance is ever in here. */
    private static final Set<String> OTHER_STATES = Set.of("ordered", "delivered", "returning", "init", "unconfirmed");

    /** What the parameters ask for; nothing if no instance can match them. */
    static Optional<InstanceQuery> read(Parameters parameters, NumberedPage page) {
        Optional<String> status = parameters.optional("Status");
        Optional<InstanceStatus> known = status.flatMap(InstanceFilters::status);
        if (status.isPresent()
                && known.isEmpty()
                && !OTHER_STATES.contains(status.get().toLowerCase(Locale.ROOT))) {
            throw GatewayError.invalid("Status").withDetail("found " + status.get() + ", required " + states());
        }
        boolean possible = status.isPresent() == known.isPresent() && !isImpossible(parameters);
        List<String> ids = new ArrayList<>(parameters.strings("SmartAGIds"));
        parameters.optional("SmartAGId").ifPresent(ids::add);
        InstanceQuery query = new InstanceQuery(
                parameters.optional("RegionId"),
                ids,
                parameters.optional("Name"),
                known,
                choose(parameters, "BusinessState", "Normal or Arrearage", InstanceFilters::inArrears),
                choose(parameters, "InstanceType", "hardware or software", InstanceFilters::isSoftware),
                choose(parameters, "HardwareType", models(), InstanceFilters::model),
                choose(parameters, "SerialNumber", "a serial number", InstanceFilters::serial),
                version(parameters),
                parameters.optional("AssociatedCcnId"),
                parameters.optional("AssociatedCcnName"),
                page.number(),
                page.size());
        return possible ? Optional.of(query) : Optional.empty();
    }

    /** No instance has an ACL, all can have a QoS policy, and all are in one resource group. */
    private static boolean isImpossible(Parameters parameters) {
        return parameters.optional("AclIds").isPresent()
                || !parameters.flag("CanAssociateQos", true)
                || parameters
                        .optional("ResourceGroupId")
                        .filter(group -> !group.equals(ResourceGroup.ID))
                        .isPresent();
    }

    private static Optional<VersionFilter> version(Parameters parameters) {
        VersionComparator comparator = choose(
                        parameters, "VersionComparator", "greater, less or equals", InstanceFilters::comparator)
                .orElse(VersionComparator.EQUALS);
        return choose(
                        parameters,
                        "SoftwareVersion",
                        "numbers with dots between them, as 2.4.0",
                        InstanceFilters::firmware)
                .map(version -> new VersionFilter(comparator, version));
    }

    private static <T> Optional<T> choose(
            Parameters parameters, String name, String required, Function<String, Optional<T>> reading) {
        return parameters.optional(name).map(text -> reading.apply(text)
                .orElseThrow(() -> GatewayError.invalid(name).withDetail("found " + text + ", required " + required)));
    }

    private static String states() {
        return Stream.concat(
                        Arrays.stream(InstanceStatus.values()).map(InstanceStatus::apiName),
                        OTHER_STATES.stream().sorted())
                .collect(Collectors.joining(", "));
    }

    private static String models() {
        return Arrays.stream(DeviceModel.values())
                .map(DeviceModel::apiName)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static Optional<InstanceStatus> status(String text) {
        return Arrays.stream(InstanceStatus.values())
                .filter(status -> status.apiName().equalsIgnoreCase(text))
                .findFirst();
    }

    private static Optional<Boolean> inArrears(String text) {
        return switch (text) {
            case "Normal" -> Optional.of(false);
            case "Arrearage" -> Optional.of(true);
            default -> Optional.empty();
        };
    }

    private static Optional<Boolean> isSoftware(String text) {
        return switch (text) {
            case "hardware" -> Optional.of(false);
            case "software" -> Optional.of(true);
            default -> Optional.empty();
        };
    }

    private static Optional<DeviceModel> model(String text) {
        return Arrays.stream(DeviceModel.values())
                .filter(model -> model.apiName().equals(text))
                .findFirst();
    }

    private static Optional<VersionComparator> comparator(String text) {
        return Arrays.stream(VersionComparator.values())
                .filter(comparator -> comparator.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }

    private static Optional<SerialNumber> serial(String text) {
        return parsed(text, SerialNumber::new);
    }

    private static Optional<FirmwareVersion> firmware(String text) {
        return parsed(text, FirmwareVersion::parse);
    }

    private static <T> Optional<T> parsed(String text, Function<String, T> parsing) {
        try {
            return Optional.of(parsing.apply(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private InstanceFilters() {}
}
