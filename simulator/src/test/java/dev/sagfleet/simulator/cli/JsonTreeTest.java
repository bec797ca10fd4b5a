package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "",
                " 7 ",
                "{\"a\":[1,-2147483649,123456789012345678901234567890,0.5,1e3],\"b\":{\"c\":[[],{}]}}",
                "{\"text\":\"\\u00fc \\\"quoted\\\"\",\"yes\":true,\"no\":false,\"none\":null}",
                "{\"twice\":1,\"twice\":2}"
            })
    void aTreeIsThatOfAMapper(String text) throws IOException {
        assertThat(new JsonTree().readTree(text)).isEqualTo(new ObjectMapper().readTree(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[", "[1,", "{\"a\"}", "{\"a\":}", "<html>", "[1}", "]"})
    void whatIsNoJsonIsSaid(String text) {
        assertThatThrownBy(() -> new JsonTree().readTree(text)).isInstanceOf(JsonProcessingException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {100_000})
    void aTreeThatIsTooDeepIsRefused(int depth) {
        assertThatThrownBy(() -> new JsonTree().readTree("[".repeat(depth)))
                .isInstanceOf(JsonProcessingException.class);
    }
}
