package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.List;
import java.util.Optional;

/**
 * Which instances are asked for: those that match every filter that is present. The filters are those of
 * DescribeSmartAccessGateways.
 *
 * @param ids any of these SmartAGIds; empty for no filter
 * @param software true for app instances only, false for boxes only
 * @param version of the active device; an app instance has none and never matches
 * @param pageNumber from 1
 * @param pageSize rows a page, 1 or more
 */
public record InstanceQuery(
        Optional<String> regionId,
        List<String> ids,
        Optional<String> name,
        Optional<InstanceStatus> status,
        Optional<Boolean> inArrears,
        Optional<Boolean> software,
        Optional<DeviceModel> model,
        Optional<SerialNumber> serial,
        Optional<VersionFilter> version,
        Optional<String> ccnId,
        Optional<String> ccnName,
        int pageNumber,
        int pageSize) {
    /** How a device's version must compare with one that is given. */
    public enum VersionComparator {
        GREATER,
        LESS,
        EQUALS
    }

    /** The versions that compare so with the one given: {@code greater} than 2.4.0 for one. */
    public record VersionFilter(VersionComparator comparator, FirmwareVersion version) {}

    public InstanceQuery {
        ids = List.copyOf(ids);
        if (pageNumber < 1 || pageSize < 1) {
            throw new IllegalArgumentException("page: " + pageNumber + " of " + pageSize + " rows (expected: >= 1)");
        }
    }

    /** Everything, on one page of this size. */
    public static InstanceQuery all(int pageSize) {
        return new InstanceQuery(
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                pageSize);
    }
}
