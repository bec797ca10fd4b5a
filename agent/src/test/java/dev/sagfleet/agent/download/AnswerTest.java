package dev.sagfleet.agent.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sagfleet.agent.firmware.Checkpoint;
import dev.sagfleet.agent.firmware.FetchFailure;
import dev.sagfleet.agent.link.ImageFetch.Wanted;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every answer to a request for the rest of 1,000 bytes. Source: firmware rules F5 and F6, and failure story A5. */
class AnswerTest {
    private static final Wanted WANTED = new Wanted(
            new SerialNumber("s"),
            new DeviceKey("0".repeat(64)),
            "/firmware",
            Digest.ofText("image"),
            1_000,
            Checkpoint.START);
    private static final String TAG = '"' + Digest.ofText("image").hex() + '"';
    private static final Answer EXPIRED = new Answer.Failed(new FetchFailure.LinkExpired());
    private static final Answer BROKEN = new Answer.Failed(new FetchFailure.Broken());
    private static final Answer OTHER = new Answer.Failed(new FetchFailure.OtherContent());

    static Stream<Arguments> answers() {
        return Stream.of(
                // status, headers by name and value in turn, bytes that are here, what it comes to
                arguments(206, headers("etag", TAG, "content-range", "bytes 150-999/1000"), 150, new Answer.Body(150)),
                arguments(206, headers("etag", TAG, "content-range", "bytes 150-999/*"), 150, new Answer.Body(150)),
                arguments(206, headers("etag", TAG, "content-range", "bytes 140-999/1000"), 150, BROKEN),
                arguments(206, headers("etag", TAG, "content-range", "bytes 160-999/1000"), 150, BROKEN),
                arguments(206, headers("etag", TAG, "content-range", "bytes 150-1999/2000"), 150, BROKEN),
                arguments(206, headers("etag", TAG, "content-range", "items 150-999/1000"), 150, BROKEN),
                arguments(206, headers("etag", TAG), 150, BROKEN),
                arguments(206, headers("etag", "\"other\"", "content-range", "bytes 150-999/1000"), 150, OTHER),
                arguments(206, headers("etag", "W/" + TAG, "content-range", "bytes 150-999/1000"), 150, OTHER),
                arguments(206, headers("content-range", "bytes 150-999/1000"), 150, OTHER),
                arguments(200, headers("etag", TAG), 150, new Answer.Body(0)),
                arguments(200, headers(), 150, new Answer.Body(0)),
                arguments(200, headers("etag", "\"other\""), 150, OTHER),
                arguments(416, headers("content-range", "bytes */1000"), 1_000, new Answer.Complete()),
                arguments(416, headers("content-range", "bytes */1000"), 150, OTHER),
                arguments(416, headers("content-range", "bytes */150"), 150, OTHER),
                arguments(416, headers(), 1_000, OTHER),
                arguments(410, headers("retry-after", "7"), 150, EXPIRED),
                arguments(503, headers("retry-after", "7"), 150, busy(7)),
                arguments(429, headers("retry-after", "7"), 150, busy(7)),
                arguments(503, headers(), 150, BROKEN),
                arguments(429, headers("retry-after", "Fri, 31 Dec 1999 23:59:59 GMT"), 150, BROKEN),
                arguments(408, headers(), 150, BROKEN),
                arguments(500, headers(), 150, BROKEN),
                arguments(502, headers("retry-after", "7"), 150, BROKEN),
                arguments(401, headers(), 150, denied(UpdateCode.NOT_AUTHORIZED)),
                arguments(403, headers(), 150, denied(UpdateCode.NOT_AUTHORIZED)),
                arguments(404, headers(), 150, denied(UpdateCode.NO_SUCH_IMAGE)),
                arguments(400, headers(), 150, denied(UpdateCode.DOWNLOAD_FAILED)),
                arguments(204, headers(), 150, denied(UpdateCode.DOWNLOAD_FAILED)),
                arguments(302, headers("location", "/"), 150, denied(UpdateCode.DOWNLOAD_FAILED)));
    }

    @ParameterizedTest(name = "{0} {1} at {2}")
    @MethodSource("answers")
    void answerComesTo(int status, String[] headers, long hereBytes, Answer expected) {
        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
        for (int i = 0; i < headers.length; i += 2) {
            response.headers().set(headers[i], headers[i + 1]);
        }

        assertThat(Answer.of(response, WANTED, hereBytes)).isEqualTo(expected);
    }

    private static String[] headers(String... namesAndValues) {
        return namesAndValues;
    }

    private static Answer busy(long seconds) {
        return new Answer.Failed(new FetchFailure.Busy(Duration.ofSeconds(seconds)));
    }

    private static Answer denied(UpdateCode code) {
        return new Answer.Failed(new FetchFailure.Denied(code));
    }
}
