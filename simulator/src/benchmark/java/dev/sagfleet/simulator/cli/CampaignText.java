package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.rollout.MemberState;
import dev.sagfleet.simulator.campaign.CampaignResult;
import dev.sagfleet.simulator.campaign.Ledger;
import dev.sagfleet.simulator.campaign.Rate;
import dev.sagfleet.simulator.campaign.Return;
import dev.sagfleet.simulator.text.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What became of campaigns, for a person. */
final class CampaignText {
    static String of(List<CampaignResult> campaigns) {
        var text = new StringBuilder();
        for (CampaignResult result : campaigns) {
            text.append('\n').append(result.campaign().what()).append('\n');
            text.append(times(result));
            text.append(returns(result.returns()));
            text.append(verdict(result));
        }
        return text.toString();
    }

    private static String times(CampaignResult result) {
        return TextTable.withNumbersFrom(0)
                .add("50 % after s", "95 %", "100 %", "succeeded", "failed", "silent", "retried")
                .add(
                        seconds(result.secondsTo(50)),
                        seconds(result.secondsTo(95)),
                        seconds(result.secondsTo(100)),
                        members(result.ledger(), MemberState.SUCCEEDED),
                        members(result.ledger(), MemberState.FAILED),
                        members(result.ledger(), MemberState.SILENT),
                        number(result.ledger().retried()))
                .text();
    }

    private static String returns(List<Return> returns) {
        TextTable table = TextTable.withNumbersFrom(0)
                .add(
                        "kill",
                        "at s",
                        "done",
                        "answers s",
                        "all back s",
                        "reconnects",
                        "mean/s",
                        "peak/s",
                        "ratio",
                        "downloads",
                        "mean/s",
                        "peak/s",
                        "ratio");
        for (int i = 0; i < returns.size(); i++) {
            Return back = returns.get(i);
            Rate reconnects = back.reconnects();
            Rate downloads = back.downloads();
            table.add(
                    Integer.toString(i + 1),
                    decimal(back.atSeconds()),
                    number(back.resolved()),
                    decimal(back.answersSeconds()),
                    decimal(back.backSeconds()),
                    number((double) reconnects.count()),
                    number(reconnects.meanPerSecond()),
                    number(reconnects.peakPerSecond()),
                    decimal(reconnects.peakToMean()),
                    number((double) downloads.count()),
                    number(downloads.meanPerSecond()),
                    number(downloads.peakPerSecond()),
                    decimal(downloads.peakToMean()));
        }
        return table.text();
    }

    private static String verdict(CampaignResult result) {
        var text = new StringBuilder();
        Ledger ledger = result.ledger();
        ledger.complaints()
                .forEach(complaint -> text.append("BROKEN  ").append(complaint).append('\n'));
        if (ledger.isSound()) {
            text.append(number(ledger.all())).append(" members: nobody upgraded twice, nobody forgotten\n");
        } else {
            text.append("BROKEN: ").append(number(ledger.complaintCount())).append(" times\n");
        }
        text.append("no second with more than 3 times the mean of a return: ")
                .append(result.isGentle() ? "met" : "missed")
                .append('\n');
        return text.toString();
    }

    private static String members(Ledger ledger, MemberState state) {
        return number(ledger.members().getOrDefault(state, 0));
    }

    private static String seconds(OptionalDouble value) {
        return value.isPresent() ? decimal(value.getAsDouble()) : "never";
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private CampaignText() {}
}
