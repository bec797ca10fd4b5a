package dev.sagfleet.controller.accessfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sagfleet.controller.document.DocumentException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BrokenUsersFileTest {
    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("user: {}", "1:1: unknown key: user (expected: one of account, policies, users)"),
                Arguments.of("account: 12", "1:10: account: 12 (expected: 16 digits)"),
                Arguments.of("users: {a b: {}}", "1:9: key: a b (expected: 1 to 64 letters"),
                Arguments.of("users: [ann]", "1:8: users: a list (expected: a mapping)"),
                Arguments.of("users: {ann: {policies: [all]}}", "1:26: policies: all (expected: one of [])"),
                Arguments.of("users: {ann: {policy: []}}", "1:15: unknown key: policy"),
                Arguments.of("users: {ann: {keys: [{secret: 12345678}]}}", "1:22: missing key: id"),
                Arguments.of("users: {ann: {keys: [{id: a b}]}}", "1:27: id: a b (expected: 1 to 128 letters"),
                Arguments.of(
                        "users: {ann: {keys: [{id: a, active: yes}]}}", "1:38: active: yes (expected: true or false)"),
                Arguments.of(
                        "users: {ann: {keys: [{id: a}]}, bob: {keys: [{id: a}]}}",
                        "1:51: access key: a again (expected: each once)"));
    }

    static Stream<Arguments> statements() {
        return Stream.of(
                Arguments.of("{}", "missing key: Effect"),
                Arguments.of("{Effect: allow, Action: '*', Resource: '*'}", "Effect: allow (expected: Allow or Deny)"),
                Arguments.of("{Effect: Deny, Resource: '*'}", "neither Action nor NotAction"),
                Arguments.of("{Effect: Deny, Action: '*', NotAction: '*', Resource: '*'}", "Action and NotAction"),
                Arguments.of("{Effect: Deny, Action: '*'}", "missing key: Resource"),
                Arguments.of("{Effect: Deny, Action: [], Resource: '*'}", "Action: 0 in the list"),
                Arguments.of("{Effect: Deny, Action: Describe*, Resource: '*'}", "Action: Describe* (expected: * or"),
                Arguments.of(
                        "{Effect: Deny, Action: '*', Resource: sag-1}", "Resource: sag-1 (expected: * or a resource"),
                Arguments.of("{Effect: Deny, Action: '*', NotResource: '*'}", "unknown key: NotResource"),
                Arguments.of("{Effect: Deny, Action: '*', Principal: {}}", "unknown key: Principal"),
                Arguments.of(condition("Numeric: {acs:SourceIp: 1}"), "operator: Numeric"),
                Arguments.of(condition("StringEquals: {ecs:tag: a}"), "key: ecs:tag (expected: one of acs:SourceIp, "),
                Arguments.of(condition("IpAddress: {acs:SourceIp: 10.0.0.0/33}"), "acs:SourceIp: 10.0.0.0/33"),
                Arguments.of(condition("IpAddress: {acs:SourceIp: localhost}"), "acs:SourceIp: localhost"),
                Arguments.of(condition("IpAddress: {acs:CurrentTime: 10.0.0.1}"), "key of IpAddress: acs:CurrentTime"),
                Arguments.of(
                        condition("DateEquals: {acs:CurrentTime: today}"), "acs:CurrentTime: today (expected: a time"),
                Arguments.of(condition("Bool: {acs:SecureTransport: maybe}"), "acs:SecureTransport: maybe"),
                Arguments.of(condition("Bool: {acs:SourceIp: true}"), "key of Bool: acs:SourceIp"),
                Arguments.of(condition("StringLike: [a]"), "StringLike: a list (expected: a mapping)"));
    }

    private static String condition(String block) {
        return "{Effect: Deny, Action: '*', Resource: '*', Condition: {" + block + "}}";
    }

    @ParameterizedTest
    @MethodSource("files")
    void itSaysWhereItIsWrong(String text, String expected) {
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> UsersFile.parse("users.yaml", text))
                .withMessageStartingWith("users.yaml:" + expected);
    }

    @ParameterizedTest
    @MethodSource("statements")
    void aStatementThatRamWouldNotTakeIsRefused(String statement, String expected) {
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(
                        () -> UsersFile.parsePolicy("body", "Version: \"1\"\nStatement:\n  - " + statement, "given"))
                .withMessageStartingWith("body:3:")
                .withMessageContaining(expected);
    }

    @Test
    void anotherVersionIsRefused() {
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> UsersFile.parsePolicy("body", "{Version: 2012-10-17, Statement: []}", "given"))
                .withMessageStartingWith("body:1:11: Version: 2012-10-17 (expected: \"1\")");
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        DocumentException broken = catchThrowableOfType(
                DocumentException.class,
                () -> UsersFile.parse(
                        "users.yaml", "account: 1\npolicies: {p: {Version: 2}}\nusers: {ann: {policies: [q]}}"));

        assertThat(String.valueOf(broken.getMessage()).lines())
                .containsExactly(
                        "users.yaml:1:10: account: 1 (expected: 16 digits)",
                        "users.yaml:2:15: missing key: Statement (expected: Statement in p)",
                        "users.yaml:2:25: Version: 2 (expected: \"1\")",
                        "users.yaml:3:26: policies: q (expected: one of [p])");
    }

    @Test
    void aSecretThatIsRefusedIsNotShown() {
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> UsersFile.parse("users.yaml", "users: {ann: {keys: [{id: a, secret: hunter2}]}}"))
                .withMessage("users.yaml:1:38: secret: not usable (expected: 8 to 128 visible characters of ASCII)");
    }
}
