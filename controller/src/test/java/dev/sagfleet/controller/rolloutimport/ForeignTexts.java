package dev.sagfleet.controller.rolloutimport;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rollouts of hawkBit and AWS IoT, as they hand them out. */
final class ForeignTexts {
    static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

    static final String HAWKBIT =
            """
            {
              "name": "winter-2026", "description": "All gateways", "distributionSetId": 12,
              "targetFilterQuery": "attribute.ring==a and attribute.site=in=(north,'south')",
              "amountGroups": 3, "type": "soft", "weight": 800, "dynamic": true,
              "dynamicGroupTemplate": {"nameSuffix": "-late", "targetCount": 50},
              "successCondition": {"condition": "THRESHOLD", "expression": "90"},
              "successAction": {"action": "NEXTGROUP", "expression": ""},
              "errorCondition": {"condition": "THRESHOLD", "expression": "5"},
              "errorAction": {"action": "PAUSE", "expression": ""},
              "startAt": 1790000000000, "confirmationRequired": false, "externalRef": "x-1"
            }
            """;

    static final String AWS =
            """
            {
              "jobId": "fw-2-5-0",
              "targets": ["arn:aws:iot:eu-central-1:123456789012:thinggroup/branches",
                          "arn:aws:iot:eu-central-1:123456789012:thinggroup/labs"],
              "document": "{\\"operation\\": \\"update\\"}",
              "destinationPackageVersions": ["arn:aws:iot:eu-central-1:123456789012:package/sag/version/2.5.0"],
              "targetSelection": "CONTINUOUS",
              "jobExecutionsRolloutConfig": {
                "maximumPerMinute": 300,
                "exponentialRate": {
                  "baseRatePerMinute": 40, "incrementFactor": 2.5,
                  "rateIncreaseCriteria": {"numberOfSucceededThings": 100}
                }
              },
              "abortConfig": {"criteriaList": [
                {"action": "CANCEL", "failureType": "FAILED", "minNumberOfExecutedThings": 50, "thresholdPercentage": 7.5},
                {"action": "CANCEL", "failureType": "ALL", "minNumberOfExecutedThings": 20, "thresholdPercentage": 12}
              ]},
              "timeoutConfig": {"inProgressTimeoutInMinutes": 90},
              "jobExecutionsRetryConfig": {"criteriaList": [{"failureType": "ALL", "numberOfRetries": 4}]},
              "schedulingConfig": {
                "startTime": "2026-12-10T00:00", "endTime": "2026-12-20T00:00", "endBehavior": "CANCEL",
                "maintenanceWindows": [
                  {"startTime": "cron(30 1 ? * SAT *)", "durationInMinutes": 120},
                  {"startTime": "cron(30 1 ? * SUN *)", "durationInMinutes": 120}
                ]
              }
            }
            """;

    static List<Integer> ends(RolloutPolicy policy, int members) {
        int[] begin = {0};
        return policy.waves().stream()
                .map(wave -> begin[0] = wave.size().end(begin[0], members))
                .toList();
    }

    static Imported hawkbit(String text) {
        return ForeignRollout.parse("x.json", text, Optional.of(FirmwareVersion.parse("2.5.0")), NOW);
    }

    static Imported aws(String text) {
        return ForeignRollout.parse("x.json", text, Optional.empty(), NOW);
    }

    private ForeignTexts() {}
}
