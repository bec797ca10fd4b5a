package dev.sagfleet.controller.action;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The parameters of calls about the box of {@link dev.sagfleet.controller.inventory.UpgradingBox}. */
final class BoxParameters {
    /** The parameters that name the box, but for these: name and value in turn. */
    static String[] withBox(String... others) {
        Map<String, String> all = new TreeMap<>(Map.of("RegionId", "cn-shanghai", "SmartAGId", "sag-1"));
        for (int i = 0; i < others.length; i += 2) {
            all.put(others[i], others[i + 1]);
        }
        return all.entrySet().stream()
                .flatMap(each -> Stream.of(each.getKey(), each.getValue()))
                .toArray(String[]::new);
    }

    private BoxParameters() {}
}
