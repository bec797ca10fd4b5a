package dev.sagfleet.controller.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangedDocumentTest {
    private static final String FILE =
            """
            # kept as it is, comments apart
            name: "2.10, at last"
            image: 2.10
            waves:
              - {name: canary, count: 20, soak: 24h}
              - percent: 100
            window:
              cron: 0 0 2 ? * MON-FRI
              for: 2h
            note: 'it''s "é" \\'
            """;

    private static ChangedDocument file() {
        return new ChangedDocument(YamlDocument.parse("f.yaml", FILE, "file", "a mapping"));
    }

    @Test
    void allElseStaysAsItIs() {
        assertThat(file().with("waves[0].count", "5").with("window.for", "90m").text())
                .isEqualTo("{\"name\": \"2.10, at last\", \"image\": 2.10, \"waves\": [{\"name\": canary, \"count\": 5,"
                        + " \"soak\": 24h}, {\"percent\": 100}], \"window\": {\"cron\": \"0 0 2 ? * MON-FRI\","
                        + " \"for\": 90m}, \"note\": \"it's \\\"\\U000000E9\\\" \\\\\"}\n");
    }

    @Test
    void whatItSaysIsReadBack() {
        YamlMapping again = YamlDocument.parse(
                        "again", file().with("waves[1].percent", "50").text(), "file", "a mapping")
                .mapping();

        assertThat(again.required("note").text(1, 100)).isEqualTo("it's \"é\" \\");
        assertThat(again.required("image").text(1, 100)).isEqualTo("2.10");
        assertThat(again.required("waves")
                        .items(2, 2)
                        .get(1)
                        .mapping()
                        .required("percent")
                        .integer(1, 100, "percent"))
                .isEqualTo(50);
    }

    @Test
    void aKeyThatItHasNotIsAddedAndSoIsItsMapping() {
        assertThat(file().with("halt.failures", "5%")
                        .with("pace.egress", "400 Mbit/s")
                        .text())
                .endsWith("\"halt\": {\"failures\": 5%}, \"pace\": {\"egress\": \"400 Mbit/s\"}}\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "waves[2].count|waves[2]: not there (expected: waves[0] to waves[1])",
                "waves.count|waves.count: waves is a list (expected: a path that the file has)",
                "image.major|image.major: image is a single value (expected: a path that the file has)",
                "window[0]|window[0]: window is a mapping (expected: a path that the file has)",
                "stages[0].count|stages: nothing (expected: a list in the file)",
                "window|window: a mapping (expected: the path of a single value)",
                "waves|waves: a list (expected: the path of a single value)",
                "waves[x]|path: waves[x] (expected: keys and places in lists from 0, as waves[0].count or halt.failures)",
                "''|path:  (expected: keys and places in lists",
            })
    void aPathThatThereCannotBeIsRefused(String path, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> file().with(path, "1"))
                .withMessageContaining(message);
    }
}
