package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.controller.accessfile.UsersFile;
import dev.sagfleet.controller.rpc.AccessKey;
import dev.sagfleet.controller.server.GivenCredentials;

/** A user who may read, by the last of ten statements. */
final class BenchmarkUsers {
    static final AccessKey KEY = new AccessKey("LTAIbenchmark", "secret-of-the-benchmark");

    static final int STATEMENTS = 10;

    private static final String OTHERS =
            """
                  - Effect: Allow
                    Action: ["smartag:Describe*Acl*", "smartag:*Qos*", "smartag:UpdateSmartAG*"]
                    Resource: ["acs:smartag:cn-hongkong:*:smartag/sag-1*", "acs:smartag:*:*:smartag/sag-2*"]
                  - Effect: Deny
                    Action: smartag:*
                    Resource: "*"
                    Condition: {NotIpAddress: {"acs:SourceIp": [127.0.0.0/8, 10.0.0.0/8, "::1"]}}
                  - Effect: Deny
                    Action: smartag:*
                    Resource: "*"
                    Condition: {DateLessThan: {"acs:CurrentTime": "2020-01-01T00:00:00Z"}}
            """;

    private static final String FILE =
            """
            policies:
              ten:
                Version: "1"
                Statement:
            %s      - {Effect: Allow, Action: "smartag:Describe*", Resource: "*"}
            users:
              benchmark:
                policies: [ten]
                keys: [{id: %s, secret: %s}]
            """
                    .formatted(OTHERS.repeat(STATEMENTS / 3), KEY.id(), KEY.secret());

    static GivenCredentials given() {
        return GivenCredentials.NONE.withUsers(UsersFile.parse("benchmark", FILE));
    }

    private BenchmarkUsers() {}
}
