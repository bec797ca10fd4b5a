package dev.sagfleet.simulator.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.controller.document.DocumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinksFileTest {
    @Test
    void theLineOfTheControllerStandsThereToo() {
        assertThat(LinksFile.parse("links.yaml", "uplink: 1000").uplink()).contains(Bandwidth.ofMegabits(1_000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{downlink: {median: 20}}            | 1:31: missing key: p99",
                "{downlink: {median: 0, p99: 1}}     | 1:40: median: 0 (expected: a number of Mbit/s from 0.001 to 100000)",
                "{downlink: {median: 50, p99: 20}}   | 1:49: p99: 20 (expected: the median or more)",
                "{delay: {median: 20, p99: 30ms}}    | 1:37: median: 20 (expected: a delay from 1ms to 5s, as 20ms)",
                "{loss: {median: 0%, p99: 1%}}       | 1:36: median: 0% (expected: more than 0% and less than 100%",
                "{loss: {median: 1%, p99: 100%}}     | 1:45: p99: 100% (expected: more than 0% and less than 100%",
                "{outages: {every: 20d}}             | 1:30: missing key: for",
                "{outages: {every: 20d, for: 9s}}    | 1:48: for: 9s (expected: a whole number of m, h or d",
                "{on: {from: '08:00', to: '08:00'}}  | 1:45: to: \"08:00\" (expected: another time than from)",
                "{on: {from: 8, to: '18:00'}}        | 1:32: from: 8 (expected: a time of day in quotes",
                "{on: {from: '08:00', to: '18:00', days: FRI-MON}} | 1:60: days: FRI-MON (expected: days of the week",
                "{jitter: 2ms}                       | 1:21: unknown key: jitter",
            })
    void whatItMayNotSayIsRefusedWithLineAndColumn(String links, String message) {
        assertThatThrownBy(() -> LinksFile.parse("links.yaml", "models: {SAG-1000: " + links + "}"))
                .isInstanceOf(DocumentException.class)
                .hasMessageStartingWith("links.yaml:")
                .hasMessageContaining(message);
    }
}
