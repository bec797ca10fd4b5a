package dev.sagfleet.controller.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DocumentProblemsTest {
    private final DocumentProblems problems = new DocumentProblems("a.yaml");

    @Test
    void whatIsRightIsReadBesideWhatIsWrong() {
        YamlKeys keys = keys("a: 1\nb: x\nc: 2\nd: 3\na: 4", List.of("a", "b", "c"));

        assertThat(keys.optional("b", value -> value.integer(0, 9, "b"))).isEmpty();
        assertThat(keys.optional("c", value -> value.integer(0, 9, "c"))).contains(2);
        assertThat(keys.optional("a", value -> value.integer(0, 9, "a"))).contains(1);
        assertThat(keys.required("e", YamlValue::flag)).isEmpty();
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(problems::requireNone)
                .withMessage(
                        """
                        a.yaml:1:1: missing key: e (expected: e in file)
                        a.yaml:2:4: b: x (expected: a whole number of b from 0 to 9)
                        a.yaml:4:1: unknown key: d (expected: one of a, b, c)
                        a.yaml:5:1: duplicate key: a (expected: each key once)""");
    }

    @Test
    void aKeyIsSoundIfNothingInItIsWrong() {
        YamlKeys keys = keys("a: {x: 1, y: z}\nb: {x: 1, y: 2}", List.of("a", "b"));
        for (String name : List.of("a", "b")) {
            Optional<YamlKeys> nested = keys.nested(name, List.of("x", "y"));
            nested.orElseThrow().optional("y", value -> value.integer(0, 9, "y"));
        }

        assertThat(keys.isSound("a")).isFalse();
        assertThat(keys.isSound("b")).isTrue();
        assertThat(keys.isSound("c")).as("not there").isTrue();
    }

    @Test
    void nothingWrongIsNoRefusal() {
        keys("a: 1", List.of("a"));

        problems.requireNone();
    }

    @Test
    void noMoreProblemsAreSaidThanAreWorthReading() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            text.append('k').append(i).append(": 1\n");
        }
        keys(text.toString(), List.of("a"));

        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(problems::requireNone)
                .satisfies(refused -> assertThat(refused.problems()).hasSize(DocumentProblems.PROBLEMS_MAX));
    }

    private YamlKeys keys(String text, List<String> names) {
        YamlValue file = YamlDocument.parse("a.yaml", text, "file", "a mapping");
        return YamlKeys.of(file, names, problems).orElseThrow();
    }
}
