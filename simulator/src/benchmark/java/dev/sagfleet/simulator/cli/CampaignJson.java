package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.simulator.campaign.CampaignResult;
import dev.sagfleet.simulator.campaign.Rate;
import dev.sagfleet.simulator.campaign.Return;
import java.util.List;
import java.util.Locale;

/** What became of campaigns, for a machine. */
final class CampaignJson {
    private static final int[] PERCENT = {50, 95, 100};

    /** A benchmark with its campaigns. */
    static ObjectNode added(ObjectNode root, List<CampaignResult> campaigns) {
        var results = root.putArray("campaigns");
        campaigns.forEach(result -> add(results.addObject(), result));
        return root;
    }

    private static void add(ObjectNode node, CampaignResult result) {
        node.put("what", result.campaign().what())
                .put("sound", result.isSound())
                .put("gentle", result.isGentle())
                .put("retried", result.ledger().retried())
                .put("complaintCount", result.ledger().complaintCount());
        ObjectNode members = node.putObject("members");
        result.ledger()
                .members()
                .forEach((state, count) -> members.put(state.name().toLowerCase(Locale.ROOT), count));
        var complaints = node.putArray("complaints");
        result.ledger().complaints().forEach(complaints::add);
        ObjectNode seconds = node.putObject("secondsToPercent");
        for (int percent : PERCENT) {
            result.secondsTo(percent).ifPresent(at -> seconds.put(Integer.toString(percent), at));
        }
        var kills = node.putArray("kills");
        result.returns().forEach(back -> add(kills.addObject(), back));
    }

    private static void add(ObjectNode node, Return back) {
        node.put("atSeconds", back.atSeconds())
                .put("resolved", back.resolved())
                .put("answersSeconds", back.answersSeconds())
                .put("backSeconds", back.backSeconds());
        add(node.putObject("reconnects"), back.reconnects());
        add(node.putObject("downloads"), back.downloads());
    }

    private static void add(ObjectNode node, Rate rate) {
        node.put("count", rate.count())
                .put("meanPerSecond", rate.meanPerSecond())
                .put("peakPerSecond", rate.peakPerSecond());
    }

    private CampaignJson() {}
}
