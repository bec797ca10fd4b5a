package dev.sagfleet.controller.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardTest {
    @ParameterizedTest
    @CsvSource({
        "*, '', true",
        "?, '', false",
        "?, a, true",
        "smartag:Describe*, smartag:DescribeRegions, true",
        "smartag:Describe*, smartag:Describe, true",
        "smartag:Describe*, smartag:ListServiceRegions, false",
        "*/sag-1, acs:smartag:r:1:smartag/sag-1, true",
        "*/sag-1, acs:smartag:r:1:smartag/sag-12, false",
        "*/sag-?, acs:smartag:r:1:smartag/sag-12, false",
        "a.c, abc, false",
        "A*, abc, false"
    })
    void aStarIsAnyCharactersAndAQuestionMarkIsOne(String pattern, String text, boolean isLike) {
        assertThat(new Wildcard(pattern).matches(text)).isEqualTo(isLike);
    }

    @Test
    void itIsThatOfARegularExpression() {
        for (long seed = 1; seed <= 20_000; seed++) {
            var random = new SplittableRandom(seed);
            String pattern = drawn(random, "ab*?", 8);
            String text = drawn(random, "ab", 10);

            assertThat(new Wildcard(pattern).matches(text))
                    .as("seed %d: %s of %s", seed, pattern, text)
                    .isEqualTo(LiteralEvaluator.isLike(pattern, text));
        }
    }

    @Test
    @Timeout(5)
    void manyStarsTakeNoLongerThanTheTextsAreLong() {
        Wildcard stars = new Wildcard("*a".repeat(500) + "*b");

        assertThat(stars.matches("a".repeat(20_000))).isFalse();
    }

    private static String drawn(SplittableRandom random, String letters, int most) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(most + 1); text.length() < length; ) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}
