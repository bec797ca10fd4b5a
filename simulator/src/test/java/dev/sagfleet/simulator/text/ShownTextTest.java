package dev.sagfleet.simulator.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Answers of the control API as they are printed, to the letter. */
class ShownTextTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aRefusalIsShownWithItsReasonBesideWhatWasDesired() throws JsonProcessingException {
        JsonNode device = JSON.readTree(
                """
                {"serial": "box1", "instanceId": "sag-1", "model": "SAG-1000", "online": true, "firmware": "2.3.9",
                 "role": "standby", "epoch": 1,
                 "desired": {
                   "acceleration": {"revision": 2, "commandId": "call", "state": "associated", "planId": "abwp-1",
                     "bitsPerSecond": 2512000},
                   "bandwidth": {"revision": 3, "commandId": "order", "bitsPerSecond": 50000000},
                   "role": {"revision": 1, "commandId": "failover", "role": "standby"}},
                 "reported": {
                   "acceleration": {"revision": 2, "state": "refused",
                     "refusal": {"reason": "VERSION_TOO_OLD", "found": "2.3.9", "required": "2.4.0"}},
                   "bandwidth": {"revision": 2, "state": "pending"},
                   "role": {"revision": 1, "state": "applied"},
                   "accelerationSuspended": false},
                 "rates": {"intervalSeconds": 5.04,
                   "uplink": {
                     "accelerated": {"offeredBitsPerSecond": 12e6, "passedBitsPerSecond": 10e6,
                       "droppedBitsPerSecond": 2e6, "delayedBitsPerSecond": 5e5},
                     "other": {"offeredBitsPerSecond": 0, "passedBitsPerSecond": 0, "droppedBitsPerSecond": 0,
                       "delayedBitsPerSecond": 0}},
                   "downlink": {
                     "accelerated": {"offeredBitsPerSecond": 1500, "passedBitsPerSecond": 1500,
                       "droppedBitsPerSecond": 0, "delayedBitsPerSecond": 0},
                     "other": {"offeredBitsPerSecond": 1e8, "passedBitsPerSecond": 4e7, "droppedBitsPerSecond": 6e7,
                       "delayedBitsPerSecond": 0}}}}
                """);

        assertThat(DeviceText.of(device))
                .isEqualTo(
                        """
                        serial    box1
                        instance  sag-1
                        model     SAG-1000
                        state     online
                        firmware  2.3.9
                        role      standby

                                      desired                             reported
                        acceleration  2.512 Mbit/s of abwp-1, revision 2  refused, revision 2: VERSION_TOO_OLD, found 2.3.9, required 2.4.0
                        bandwidth     50 Mbit/s, revision 3               pending, revision 2
                        role          standby, revision 1                 applied, revision 1

                        Mbit/s over 5.0 s     offered  passed  dropped  delayed
                        uplink accelerated     12.000  10.000    2.000    0.500
                        uplink other            0.000   0.000    0.000    0.000
                        downlink accelerated    0.002   0.002    0.000    0.000
                        downlink other        100.000  40.000   60.000    0.000
                        """);
    }

    @Test
    void anAppClientThatWasNeverSeenShowsItsUserAndNoVersion() throws JsonProcessingException {
        JsonNode device = JSON.readTree(
                """
                {"serial": "app1", "instanceId": "sag-app", "model": "APP", "user": "anna", "online": false,
                 "firmware": null, "role": "active", "epoch": 0,
                 "desired": {"acceleration": {"revision": 4, "commandId": "call", "state": "none"}},
                 "reported": {"acceleration": {"revision": 0, "state": "pending"}, "accelerationSuspended": false}}
                """);

        assertThat(DeviceText.of(device))
                .isEqualTo(
                        """
                        serial    app1
                        instance  sag-app
                        model     APP
                        user      anna
                        state     offline
                        firmware  unknown, never seen
                        role      active

                                      desired           reported
                        acceleration  none, revision 4  pending, revision 0
                        """);
    }

    @Test
    void aDeviceShowsWhatIsInItsSlotsAndHowFarItsJobIs() throws JsonProcessingException {
        JsonNode device = JSON.readTree(
                """
                {"serial": "box1", "instanceId": "sag-1", "model": "SAG-1000", "online": true, "firmware": "2.5.0",
                 "slots": {"runs": "B", "A": {"status": "good", "version": "2.4.0", "digest": "00"},
                   "B": {"status": "trying", "version": "2.5.0", "digest": "11"}}, "running": "11",
                 "job": {"job": "fw-2", "attempt": 1, "version": "2.5.0", "state": "trial", "percent": 100},
                 "role": "active", "epoch": 2,
                 "desired": {"firmware": {"revision": 2, "commandId": "call", "job": "fw-2", "attempt": 1},
                   "power": {"revision": 1, "commandId": "call"}},
                 "reported": {"firmware": {"revision": 2, "state": "applied"},
                   "power": {"revision": 0, "state": "pending"}, "accelerationSuspended": false}}
                """);

        assertThat(DeviceText.of(device))
                .isEqualTo(
                        """
                        serial    box1
                        instance  sag-1
                        model     SAG-1000
                        state     online
                        firmware  2.5.0
                        role      active
                        slots     B 2.5.0 trying, A 2.4.0 good
                        upgrade   to 2.5.0, trial, job fw-2

                                  desired                        reported
                        firmware  upgrade, job fw-2, revision 2  applied, revision 2
                        power     boot, revision 1               pending, revision 0
                        """);
    }

    @Test
    void whatTheStatusDoesNotNameItCounts() throws JsonProcessingException {
        JsonNode status = JSON.readTree(
                """
                {"devices": {"registered": 1200, "online": 998, "models": [
                   {"model": "SAG-1000", "registered": 1200, "online": 998}]},
                 "firmware": [{"firmware": "2.4.0", "registered": 1190, "online": 998},
                   {"firmware": "other", "registered": 10, "online": 0}],
                 "plans": {"count": 3, "first": [
                   {"id": "abwp-1", "name": "shops", "regionId": "cn-shanghai", "bandwidthMbps": 20, "instances": 2,
                    "peaksMbps": 25}]},
                 "refused": {"devices": 12, "first": ["box1", "box2"]},
                 "suspended": {"devices": 2, "first": ["box3", "box4"]},
                 "passed": {"devices": 997,
                   "uplink": {"acceleratedBitsPerSecond": 10000000.0, "otherBitsPerSecond": 1234567890.0},
                   "downlink": {"acceleratedBitsPerSecond": 0.0, "otherBitsPerSecond": 30000000.0}}}
                """);

        assertThat(StatusText.of(status))
                .isEqualTo(
                        """
                        devices   registered  online
                        SAG-1000        1200     998
                        all             1200     998

                        firmware  registered  online
                        2.4.0           1190     998
                        other             10       0

                        plans         Mbit/s  instances  peaks, Mbit/s
                        abwp-1 shops      20          2             25
                        and 2 more

                        refused by    12 devices: box1, box2, ...
                        suspended on  2 devices: box3, box4

                        Mbit/s passed by 997  accelerated     other
                        uplink                     10.000  1234.568
                        downlink                    0.000    30.000
                        """);
    }

    @Test
    void theRatesOfADeviceThatIsOfflineAreNotThoseOfNow() throws JsonProcessingException {
        String device =
                "{\"serial\": \"box1\", \"online\": %s, \"firmware\": \"2.4.0\", \"desired\": {}, \"reported\": {},"
                        + " \"rates\": {\"current\": %s, \"intervalSeconds\": 5.0}}";

        assertThat(DeviceText.of(JSON.readTree(device.formatted("true", "true"))))
                .contains("\nMbit/s over 5.0 s ");
        assertThat(DeviceText.of(JSON.readTree(device.formatted("false", "false"))))
                .contains("\nnot now: last Mbit/s before it went offline, over 5.0 s ");
    }

    @Test
    void anEventIsOneLineOfWhatHappenedToWhom() throws JsonProcessingException {
        String[][] linesByEvent = {
            {
                "'kind':'online','serial':'box1','model':'SAG-1000','firmware':'2.3.9','epoch':3,"
                        + "'accelerationSuspended':true",
                "online      box1  SAG-1000, firmware 2.3.9, epoch 3, acceleration suspended"
            },
            {"'kind':'offline','serial':'box1','epoch':3", "offline     box1  epoch 3"},
            {
                "'kind':'sent','serial':'box1','command':'Associate','commandId':'C','aspect':'acceleration',"
                        + "'revision':2",
                "sent        box1  Associate, revision 2, command C"
            },
            {
                "'kind':'applied','serial':'box1','commandId':'C','aspect':'bandwidth','revision':2",
                "applied     box1  bandwidth, revision 2, command C"
            },
            {
                "'kind':'refused','serial':'box1','commandId':'C','aspect':'acceleration','revision':2,"
                        + "'reason':'VERSION_TOO_OLD','found':'2.3.9','required':'2.4.0 or later'",
                "refused     box1  acceleration, revision 2, command C, VERSION_TOO_OLD, found 2.3.9,"
                        + " required 2.4.0 or later"
            },
            {"'kind':'suspended','serial':'box1','firmware':'2.3.9'", "suspended   box1  firmware 2.3.9"},
            {"'kind':'resumed','serial':'box1','firmware':'2.4.0'", "resumed     box1  firmware 2.4.0"},
            {
                "'kind':'call','action':'DoIt','requestId':'R','status':404,'errorCode':'No.Such','detail':'found 1'",
                "call        DoIt  404 No.Such, found 1, request R"
            },
            {"'kind':'call','action':'DoIt','requestId':'R','status':200", "call        DoIt  200, request R"},
            {
                "'kind':'call','requestId':'R','status':400,'errorCode':'SignatureDoesNotMatch'",
                "call        (not let in)  400 SignatureDoesNotMatch, request R"
            },
            {
                "'kind':'call','action':'DoIt','requestId':'R','status':200,'by':'LTAI'",
                "call        DoIt  200, request R, by LTAI"
            },
            {
                "'kind':'fault','serial':'box1','change':'offline','by':'control API'",
                "fault       box1  offline, by control API"
            },
            {
                "'kind':'lock','subject':'abwp-1','change':'unlocked','by':'control API'",
                "lock        abwp-1  unlocked, by control API"
            },
            {
                "'kind':'upgrade','serial':'box1','job':'fw-3','attempt':1,'version':'2.5.0','state':'downloading'",
                "upgrade     box1  to 2.5.0, downloading, job fw-3"
            },
            {
                "'kind':'upgrade','serial':'box1','job':'fw-3','attempt':2,'version':'2.5.0','state':'rolled_back',"
                        + "'code':9623,'reason':'crashes'",
                "upgrade     box1  to 2.5.0, rolled back: crashes (9623), job fw-3, attempt 2"
            },
            {
                "'kind':'rollout','rollout':'ro-1','name':'spring','state':'waiting_for_approval','by':'rollout',"
                        + "'why':'its members are known'",
                "rollout     ro-1  spring, waiting for approval, its members are known, by rollout"
            },
            {
                "'kind':'wave','rollout':'ro-1','name':'spring','wave':2,'news':'tail_added'",
                "wave        ro-1  spring, wave 2, tail added"
            },
            {
                "'kind':'wave','rollout':'ro-1','name':'spring','wave':2,'news':'no_image','members':3",
                "wave        ro-1  spring, wave 2, no image, devices 3"
            },
            {"'kind':'reset','change':'as at first','by':'control API'", "reset       all  as at first, by control API"
            },
        };

        for (String[] lineByEvent : linesByEvent) {
            String json = "{'sequence':7,'time':'2026-03-01T08:00:00.120456Z'," + lineByEvent[0] + '}';
            assertThat(EventText.of(JSON.readTree(json.replace('\'', '"')), ZoneOffset.ofHours(1)))
                    .isEqualTo("2026-03-01 09:00:00.120  " + lineByEvent[1]);
        }
        assertThat(EventText.of(JSON.readTree("{\"kind\":\"missed\",\"count\":12}"), ZoneOffset.UTC))
                .isEqualTo("missed 12 events, which came faster than they were read");
    }
}
