package dev.sagfleet.controller.action.instance;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.action.Declaration;
import dev.sagfleet.controller.action.NumberedPage;
import dev.sagfleet.controller.action.Parameter;
import dev.sagfleet.controller.action.ResourceGroup;
import dev.sagfleet.controller.action.Right;
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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the filters of DescribeSmartAccessGateways. */
final class InstanceFilters {
    /** States that the API documents and that no instance is ever in here. */
    private static final List<String> OTHER_STATES =
            List.of("Ordered", "Delivered", "Returning", "init", "Unconfirmed");

    static final Declaration DECLARATION = declaration();

    private static Declaration declaration() {
        Stream<Parameter> filters = Stream.of(
                Parameter.text("RegionId").noted("one without instances finds nothing"),
                Parameter.text("SmartAGId"),
                Parameter.text("SmartAGIds.N").noted("any of them, or SmartAGId"),
                Parameter.text("Name").noted("the whole name"),
                Parameter.oneOf("Status", states()).noted("in any case of letters; the last five find nothing"),
                Parameter.oneOf("BusinessState", "Normal", "Arrearage"),
                Parameter.oneOf("InstanceType", "hardware", "software").noted("software: an app instance"),
                Parameter.oneOf(
                        "HardwareType",
                        Arrays.stream(DeviceModel.values())
                                .map(DeviceModel::apiName)
                                .toArray(String[]::new)),
                Parameter.text("SerialNumber").noted("of any of its devices, an app client too"),
                Parameter.text("SoftwareVersion").noted("1 to 8 numbers with dots between; finds no app instance"),
                Parameter.oneOf(
                                "VersionComparator",
                                Arrays.stream(VersionComparator.values())
                                        .map(InstanceFilters::word)
                                        .toArray(String[]::new))
                        .noted("default: " + word(VersionComparator.EQUALS)),
                Parameter.text("AssociatedCcnId"),
                Parameter.text("AssociatedCcnName").noted("the whole name"),
                Parameter.text("AclIds").noted("no instance has one: finds nothing"),
                Parameter.flag("CanAssociateQos").noted("false finds nothing"),
                ResourceGroup.FILTER);
        return new Declaration(
                "DescribeSmartAccessGateways",
                Stream.concat(filters, NumberedPage.PARAMETERS.stream()).toList(),
                Right.ON_ALL.refusedAsForbidden());
    }

    private static String[] states() {
        return Stream.concat(Arrays.stream(InstanceStatus.values()).map(InstanceStatus::apiName), OTHER_STATES.stream())
                .toArray(String[]::new);
    }

    /** What the parameters ask for; nothing if no instance can match them. */
    static Optional<InstanceQuery> read(Parameters parameters, NumberedPage page) {
        Optional<String> status = parameters.optional("Status");
        Optional<InstanceStatus> known = status.flatMap(InstanceFilters::status);
        if (status.isPresent() && known.isEmpty() && OTHER_STATES.stream().noneMatch(status.get()::equalsIgnoreCase)) {
            throw GatewayError.invalid("Status")
                    .withDetail("found " + status.get() + ", required " + String.join(", ", states()));
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
                .filter(comparator -> word(comparator).equals(text))
                .findFirst();
    }

    private static String word(VersionComparator comparator) {
        return comparator.name().toLowerCase(Locale.ROOT);
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
