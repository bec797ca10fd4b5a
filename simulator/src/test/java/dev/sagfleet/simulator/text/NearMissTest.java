package dev.sagfleet.simulator.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearMissTest {
    private static final List<String> KNOWN = List.of("DescribeRegions", "ListServiceRegions", "RegionId", "Name");

    @ParameterizedTest
    @CsvSource({
        "DescribeRegion, DescribeRegions",
        "describeregions, DescribeRegions",
        "DescribRegoins, DescribeRegions",
        "ListServiceRegion, ListServiceRegions",
        "RegionID, RegionId",
        "Regiond, RegionId",
        "Nam, Name",
    })
    void aWordWithFewLettersWrongIsRecognised(String word, String meant) {
        assertThat(NearMiss.of(word, KNOWN)).contains(meant);
    }

    @Test
    void aWordThatIsFarFromAllMeansNone() {
        assertThat(NearMiss.of("DeleteEverything", KNOWN)).isEmpty();
        assertThat(NearMiss.of("x", KNOWN)).isEmpty();
        assertThat(NearMiss.of("", KNOWN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"kitten, sitting, 3", "same, same, 0", "ab, ba, 2", "'', abc, 3", "abc, '', 3"})
    void theDistanceIsThatOfLevenshtein(String one, String other, int distance) {
        assertThat(NearMiss.distance(one, other)).isEqualTo(distance);
    }
}
