package dev.sagfleet.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Digest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssetTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "CHART_CODE, 19c8d4c6ad88929a79f4ae49d6f7161566dfd0ba3d15cc495e974f787eb78f1f",
        "CHART_STYLE, df630c6a8d6f8eeaff264b50f73ce5b114f646ffd9a0bb74f049b0a00135fa04",
        "CHART_LICENCE, 8f989229699b4fe2f1a0432d0e9edc338a8a911e250e2d1b01ecd770a5f5b1bd"
    })
    void whatOthersHaveMadeIsAsTheyPublishedIt(Asset asset, String sha256) {
        assertThat(Digest.ofText(asset.text()).hex()).isEqualTo(sha256);
    }
}
