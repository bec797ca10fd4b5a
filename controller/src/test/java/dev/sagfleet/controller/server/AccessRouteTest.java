package dev.sagfleet.controller.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.controller.accessfile.UsersFile;
import dev.sagfleet.controller.rpc.AccessKey;
import dev.sagfleet.controller.server.RawHttp.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users, keys and policies through the control API, and what they come to in the OpenAPI. */
class AccessRouteTest {
    private static final String READ_ONLY =
            "{\"Version\": \"1\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"smartag:Describe*\","
                    + " \"Resource\": \"*\"}]}";

    private Path directory;
    private RunningController running;

    @BeforeEach
    void start(@TempDir Path temporary) throws IOException {
        directory = temporary;
        running = RunningController.start(RunningController.config(directory), 1);
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void aUserMayDoWhatAPolicyAllowsFromTheAnswerOn() throws IOException {
        AccessKey key = newKey("ann");
        assertThat(called(key, "DescribeRegions")).isEqualTo("403 Forbidden");

        done("PUT", "/_sag/access/policies/read-only", READ_ONLY);
        done("PUT", "/_sag/access/users/ann", "{\"policies\": [\"read-only\"]}");
        assertThat(called(key, "DescribeRegions"))
                .isEqualTo("200 statement 1 of policy read-only allows smartag:DescribeRegions on *");

        done("PUT", "/_sag/access/users/ann/keys/" + key.id(), "{\"active\": false}");
        assertThat(called(key, "DescribeRegions")).isEqualTo("400 InvalidAccessKeyId.Inactive");
        done("DELETE", "/_sag/access/users/ann/keys/" + key.id(), "");
        assertThat(called(key, "DescribeRegions")).isEqualTo("404 InvalidAccessKeyId.NotFound");
    }

    @Test
    void aSecretIsToldOnceAndStandsInNoOtherAnswerAndNoEvent() throws IOException {
        AccessKey key = newKey("ann");

        JsonNode account = done("GET", "/_sag/access", "");
        assertThat(account.path("account").textValue()).isEqualTo("1234567890123456");
        assertThat(account.path("users").path(0).path("keys").path(0).path("id").textValue())
                .isEqualTo(key.id());
        assertThat(account.toString()).doesNotContain(key.secret());
        assertThat(done("GET", "/_sag/access/users/ann", "").toString()).doesNotContain(key.secret());
        String events = new ControlCalls(running.controller()).stream("/_sag/events?last=100&follow=false");
        assertThat(events)
                .contains("\"subject\":\"user ann\",\"change\":\"has the new access key " + key.id() + "\"")
                .doesNotContain(key.secret());
    }

    @Test
    void whatWasPutIsThereAfterARestart() throws IOException {
        done("PUT", "/_sag/access/policies/read-only", READ_ONLY);
        done("PUT", "/_sag/access/users/ann", "{\"policies\": [\"read-only\"]}");
        AccessKey key = newKey("ann");

        running.close();
        running = RunningController.start(RunningController.config(directory), 0);

        assertThat(called(key, "DescribeRegions")).startsWith("200 ");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("users"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aFileAtTheStartTakesThePlaceOfWhatWasThere() throws IOException {
        AccessKey kept = newKey("reader");
        AccessKey gone = newKey("ann");
        running.close();

        Path example = Path.of("examples", "users.yaml");
        var given = new GivenCredentials(Optional.of(RunningController.ROOT), Optional.empty())
                .withUsers(UsersFile.read(example));
        try (Controller controller = Controller.start(RunningController.config(directory), given, List.of())) {
            assertThat(called(controller, kept, "DescribeRegions")).startsWith("200 ");
            assertThat(called(controller, gone, "DescribeRegions")).isEqualTo("404 InvalidAccessKeyId.NotFound");
            assertThat(called(controller, new AccessKey("LTAIoperator", "secret-of-the-operator"), "DescribeRegions"))
                    .isEqualTo("200 statement 1 of policy operations allows smartag:DescribeRegions on *");
            assertThat(called(controller, new AccessKey("LTAIleaver", "secret-of-the-leaver"), "DescribeRegions"))
                    .isEqualTo("400 InvalidAccessKeyId.Inactive");
        }
        running = RunningController.start(RunningController.config(directory), 0);
    }

    @Test
    void aFileThatCannotBeIsRefusedAndNotKept() throws IOException {
        AccessKey kept = newKey("ann");
        running.close();
        var given = new GivenCredentials(Optional.of(RunningController.ROOT), Optional.empty())
                .withUsers(UsersFile.parse("users.yaml", "{users: {bob: {keys: [{id: LTAItest}]}}}"));

        assertThatThrownBy(() -> Controller.start(RunningController.config(directory), given, List.of()))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        directory.resolve("users") + ": access key: LTAItest is the root key (expected: another id)");

        running = RunningController.start(RunningController.config(directory), 0);
        assertThat(called(kept, "DescribeRegions")).isEqualTo("403 Forbidden");
    }

    @Test
    void contradictionsAreRefusedAndChangeNothing() throws IOException {
        AccessKey key = newKey("ann");
        done("PUT", "/_sag/access/policies/read-only", READ_ONLY);
        done("PUT", "/_sag/access/users/ann", "{\"policies\": [\"read-only\"]}");
        String before = done("GET", "/_sag/access", "").toString();

        assertThat(refused("PUT", "/_sag/access/users/a%20b", "{}")).startsWith("400 name: a b");
        assertThat(refused("PUT", "/_sag/access/users/bob", "{\"policies\": [\"all\"]}"))
                .startsWith("409 policy: all");
        assertThat(refused("PUT", "/_sag/access/users/bob", "{\"policy\": []}")).startsWith("400 policy: unknown");
        assertThat(refused("DELETE", "/_sag/access/users/bob", "")).startsWith("404 user: bob");
        assertThat(refused("DELETE", "/_sag/access/policies/read-only", ""))
                .isEqualTo("409 policy: read-only is given to ann (expected: one that nobody has)");
        assertThat(refused("PUT", "/_sag/access/policies/p", "{\"Version\": \"1\",\n \"Statement\": [{}]}"))
                .startsWith("400 body:2:16: missing key: Effect");
        assertThat(refused("POST", "/_sag/access/users/ann/keys", "{\"id\": \"" + key.id() + "\"}"))
                .startsWith("409 access key: " + key.id());
        assertThat(refused("POST", "/_sag/access/users/ann/keys", "{\"id\": \"LTAItest\"}"))
                .isEqualTo("409 access key: LTAItest is the root key (expected: another id)");
        assertThat(refused("POST", "/_sag/access/users/ann/keys", "{\"secret\": \"short\"}"))
                .isEqualTo("400 secret: not usable (expected: 8 to 128 visible characters of ASCII)");
        assertThat(refused("PUT", "/_sag/access/users/ann/keys/LTAInone", "{\"active\": true}"))
                .startsWith("404 access key: LTAInone");
        assertThat(done("GET", "/_sag/access", "")).hasToString(before);
    }

    @Test
    void aPolicyIsShownAsItWasPut() throws IOException {
        done("PUT", "/_sag/access/policies/read-only", READ_ONLY);

        assertThat(done("GET", "/_sag/access/policies/read-only", ""))
                .hasToString(
                        "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"smartag:Describe*\"],"
                                + "\"Resource\":[\"*\"]}]}");
        done("DELETE", "/_sag/access/policies/read-only", "");
        assertThat(refused("GET", "/_sag/access/policies/read-only", "")).startsWith("404 policy: read-only");
    }

    private AccessKey newKey(String user) throws IOException {
        done("PUT", "/_sag/access/users/" + user, "{}");
        JsonNode key = done("POST", "/_sag/access/users/" + user + "/keys", "{}");
        return new AccessKey(key.path("id").textValue(), key.path("secret").textValue());
    }

    private JsonNode done(String method, String path, String body) throws IOException {
        return ControlCalls.done(new ControlCalls(running.controller()).send(method, path, body.getBytes(UTF_8)));
    }

    private String refused(String method, String path, String body) throws IOException {
        Answer answer = new ControlCalls(running.controller()).send(method, path, body);
        return answer.status() + " " + answer.body().replaceAll("^\\{\"error\":\"|\".*$", "");
    }

    private String called(AccessKey key, String action) throws IOException {
        return called(running.controller(), key, action);
    }

    /** The status of a call, and the code of its error or what let it through. */
    private static String called(Controller controller, AccessKey key, String action) throws IOException {
        try (RawHttp connection = new RawHttp(controller.apiPort())) {
            connection.send(RawHttp.signed(key, action, "") + "Content-Length: 0\r\n\r\n");
            Answer answer = connection.read();
            return answer.status() + " "
                    + (answer.status() == 200
                            ? answer.headers().getOrDefault("x-sagfleet-detail", "")
                            : answer.body().replaceAll(".*\"Code\":\"|\".*", ""));
        }
    }
}
