package dev.sagfleet.controller.inventory;

import java.util.Arrays;
import java.util.List;

/** A region of the service. Source: the endpoints in the official CLI's metadata. */
public enum Region {
    CN_HANGZHOU("cn-hangzhou", "China (Hangzhou)", "华东1（杭州）"),
    CN_SHANGHAI("cn-shanghai", "China (Shanghai)", "华东2（上海）"),
    CN_SHANGHAI_FINANCE_1("cn-shanghai-finance-1", "China (Shanghai Finance)", "华东2 金融云"),
    CN_HONGKONG("cn-hongkong", "China (Hong Kong)", "中国（香港）"),
    AP_SOUTHEAST_1("ap-southeast-1", "Singapore", "新加坡"),
    AP_SOUTHEAST_2("ap-southeast-2", "Australia (Sydney)", "澳大利亚（悉尼）"),
    AP_SOUTHEAST_3("ap-southeast-3", "Malaysia (Kuala Lumpur)", "马来西亚（吉隆坡）"),
    AP_SOUTHEAST_5("ap-southeast-5", "Indonesia (Jakarta)", "印度尼西亚（雅加达）"),
    AP_NORTHEAST_1("ap-northeast-1", "Japan (Tokyo)", "日本（东京）"),
    EU_CENTRAL_1("eu-central-1", "Germany (Frankfurt)", "德国（法兰克福）");

    private final String id;
    private final String english;
    private final String chinese;

    Region(String id, String english, String chinese) {
        this.id = id;
        this.english = english;
        this.chinese = chinese;
    }

    /** The ids of all regions. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(Region::id).toList();
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
