package dev.sagfleet.controller.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AccessKeyTest {
    @Test
    void secretIsNotShown() {
        assertThat(new AccessKey("testid", "testsecret")).hasToString("AccessKey[id=testid]");
    }

    @Test
    void emptySecretIsNone() {
        assertThatThrownBy(() -> new AccessKey("testid", "")).isInstanceOf(IllegalArgumentException.class);
    }
}
