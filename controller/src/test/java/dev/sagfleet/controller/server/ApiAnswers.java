package dev.sagfleet.controller.server;

import static dev.sagfleet.controller.server.RawHttp.signed;
import static dev.sagfleet.controller.server.RunningController.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sagfleet.controller.server.RawHttp.Answer;
import java.io.IOException;

/** What the API port is asked again and again, and what it answers. */
final class ApiAnswers {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The head of a call that succeeds. */
    static String regions() {
        return signed(ROOT, "DescribeRegions", "");
    }

    /** That an answer is an error of the OpenAPI with this code. */
    static void assertIsApiError(Answer answer, int status, String code) throws JsonProcessingException {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().get("content-type")).isEqualTo("application/json;charset=utf-8");
        JsonNode body = JSON.readTree(answer.body());
        assertThat(body.path("Code").textValue()).isEqualTo(code);
        assertThat(body.path("Message").textValue()).isNotEmpty();
        assertThat(body.path("RequestId").textValue())
                .isEqualTo(answer.headers().get("x-acs-request-id"));
    }

    /** That the next call over a connection succeeds. */
    static void assertIsWellServed(RawHttp connection) throws IOException {
        connection.send(regions() + "Content-Length: 0\r\n\r\n");
        Answer answer = connection.read();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("cn-shanghai");
    }

    private ApiAnswers() {}
}
