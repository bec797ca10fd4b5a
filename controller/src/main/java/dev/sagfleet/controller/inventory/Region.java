package dev.sagfleet.controller.inventory;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A region of the service. Source: the endpoints in the official CLI's metadata. */
public enum Region {
    CN_HANGZHOU("cn-hangzhou", "China (Hangzhou)", "华东1（杭州）", "Asia/Shanghai"),
    CN_SHANGHAI("cn-shanghai", "China (Shanghai)", "华东2（上海）", "Asia/Shanghai"),
    CN_SHANGHAI_FINANCE_1("cn-shanghai-finance-1", "China (Shanghai Finance)", "华东2 金融云", "Asia/Shanghai"),
    CN_HONGKONG("cn-hongkong", "China (Hong Kong)", "中国（香港）", "Asia/Hong_Kong"),
    AP_SOUTHEAST_1("ap-southeast-1", "Singapore", "新加坡", "Asia/Singapore"),
    AP_SOUTHEAST_2("ap-southeast-2", "Australia (Sydney)", "澳大利亚（悉尼）", "Australia/Sydney"),
    AP_SOUTHEAST_3("ap-southeast-3", "Malaysia (Kuala Lumpur)", "马来西亚（吉隆坡）", "Asia/Kuala_Lumpur"),
    AP_SOUTHEAST_5("ap-southeast-5", "Indonesia (Jakarta)", "印度尼西亚（雅加达）", "Asia/Jakarta"),
    AP_NORTHEAST_1("ap-northeast-1", "Japan (Tokyo)", "日本（东京）", "Asia/Tokyo"),
    EU_CENTRAL_1("eu-central-1", "Germany (Frankfurt)", "德国（法兰克福）", "Europe/Berlin");

    private static final List<Region> ALL = List.of(values());

    private final String id;
    private final String english;
    private final String chinese;
    private final ZoneId zone;

    Region(String id, String english, String chinese, String zone) {
        this.id = id;
        this.english = english;
        this.chinese = chinese;
        this.zone = ZoneId.of(zone);
    }

    /** The ids of all regions. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(Region::id).toList();
    }

    /** The region of an id; nothing if there is none. */
    public static Optional<Region> of(String id) {
        for (int i = 0; i < ALL.size(); i++) {
            if (ALL.get(i).id.equals(id)) {
                return Optional.of(ALL.get(i));
            }
        }
        return Optional.empty();
    }

    /** What the clocks on its walls show. */
    public ZoneId zone() {
        return zone;
    }

    public String id() {
        return id;
    }

    public String localName(boolean inEnglish) {
        return inEnglish ? english : chinese;
    }

    public String endpoint() {
        return "smartag." + id + ".aliyuncs.com";
    }
}
