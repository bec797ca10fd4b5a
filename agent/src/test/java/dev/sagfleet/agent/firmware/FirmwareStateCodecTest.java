package dev.sagfleet.agent.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sagfleet.agent.firmware.FirmwareEffect.Persist;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.UpdateState;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FirmwareStateCodecTest {
    private static final long SEED = Long.getLong("sagfleet.seed", 20_180_313L);
    private static final int EVENTS = 8_000;

    private static final String FACTORY =
            """
            {"format":1,"boot":3,"securityFloor":0,"primary":"A","runs":"A","A":{"status":"GOOD","triesLeft":3,\
            "version":"2.4.0","digest":"930db161ccdc99c4ed869fa63747f8350921a3b21adc9db9faf86a7dbea515fc",\
            "securityIndex":0},"withdrawnKeys":[],"refused":[],"revision":0,"revisionRefused":false}""";

    private static final String ROLLED_BACK =
            """
            {"format":1,"boot":17,"securityFloor":2,"primary":"A","runs":"A","A":{"status":"GOOD","triesLeft":3,\
            "version":"2.4.0","digest":"930db161ccdc99c4ed869fa63747f8350921a3b21adc9db9faf86a7dbea515fc",\
            "securityIndex":2},"B":{"status":"BAD","triesLeft":0,"version":"2.5.0",\
            "digest":"60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752","securityIndex":2},\
            "withdrawnKeys":["spare"],\
            "refused":["60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"],\
            "revision":5,"revisionRefused":true,"job":{"order":"{\\"type\\":\\"Upgrade\\",\\"commandId\\":\\"c\\",\
            \\"revision\\":4,\\"job\\":\\"job-7f2e81\\",\\"attempt\\":1,\\"manifest\\":\\"{\\\\\\"models\\\\\\":\
            [\\\\\\"SAG-1000\\\\\\"],\\\\\\"version\\\\\\":\\\\\\"2.5.0\\\\\\",\\\\\\"sizeBytes\\\\\\":67108864,\
            \\\\\\"digest\\\\\\":\\\\\\"60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752\\\\\\",\
            \\\\\\"securityIndex\\\\\\":2,\\\\\\"keyId\\\\\\":\\\\\\"primary\\\\\\"}\\",\
            \\"signature\\":\\"o4TB6vH9fIFN5NnBEZjtUy0RsQQ4r9fA2Z5mTHE/svqnl2jvEkewZVfXbYYazaXjoOK5OIqafck4esj0xpYMDw==\\",\
            \\"link\\":\\"/firmware/x\\",\\"trialMillis\\":600000,\\"forced\\":false,\\"epoch\\":0}",\
            "looked":true,"state":"ROLLED_BACK","code":9624,"bytes":67108864,"hashState":"",\
            "transportTries":2,"verificationTries":1,"furthestBytes":67108864,"nextTryAtMillis":0,\
            "lineWasDown":false,"acknowledged":true}}""";

    @Test
    void everyStateIsReadBackAsItWasWritten() {
        var random = new SplittableRandom(SEED);
        var events = new RandomEvents(random.split());
        var boot = FirmwareBoot.ofUntouched(DeviceModel.SAG_1000, FirmwareVersion.parse("2.4.0"), 0);
        Set<UpdateState> seen = EnumSet.noneOf(UpdateState.class);
        long now = 0;

        for (int i = 0; i < EVENTS; i++) {
            now += random.nextLong(60_000_000_000L);
            long millis = TestDevice.BEGIN_MILLIS + now / 1_000_000;
            FirmwareEvent event = boot.isRunning() ? events.next(boot.state(), millis) : new FirmwareEvent.Started();
            var step = Firmware.step(Devices.BOX, boot, event, now, millis);
            for (FirmwareEffect effect : step.effects()) {
                if (effect instanceof Persist persist) {
                    requireReadBack(persist.state());
                    persist.state().job().map(UpgradeJob::state).ifPresent(seen::add);
                }
            }
            boolean restarts = step.effects().contains(new FirmwareEffect.Restart());
            boot = restarts ? Firmware.powerOn(step.next().state()).next() : step.next();
        }

        assertThat(seen).as("seed %d", SEED).contains(UpdateState.OFFERED, UpdateState.TRIAL, UpdateState.COMMITTED);
    }

    private static void requireReadBack(FirmwareState state) {
        String text = FirmwareStateCodec.format(state);
        FirmwareState read = FirmwareStateCodec.parse(text);
        if (!read.equals(state) || !FirmwareStateCodec.format(read).equals(text)) {
            throw new AssertionError("seed " + SEED + ": " + state + " is read as " + read);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {FACTORY, ROLLED_BACK})
    void whatWasKeptByThisFormatStaysReadable(String kept) {
        assertThat(FirmwareStateCodec.format(FirmwareStateCodec.parse(kept))).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"format\":1 | \"format\":2",
                "\"boot\":17 | \"boot\":-1",
                "\"boot\":17 | \"boot\":1.5",
                "\"boot\":17, | ''",
                "\"runs\":\"A\" | \"runs\":\"C\"",
                "\"triesLeft\":3 | \"triesLeft\":4",
                "\"securityFloor\":2 | \"securityFloor\":4294967296",
                "\"state\":\"ROLLED_BACK\" | \"state\":\"IDLE\"",
                "\"code\":9624 | \"code\":1",
                "\"acknowledged\":true | \"acknowledged\":1",
                "\"withdrawnKeys\":[\"spare\"] | \"withdrawnKeys\":[1]",
                "\\\"type\\\":\\\"Upgrade\\\" | \\\"type\\\":\\\"Reboot\\\"",
                "\\\\\\\"version\\\\\\\":\\\\\\\"2.5.0 | \\\\\\\"version\\\\\\\":\\\\\\\"x"
            })
    void whatThisFormatDoesNotWriteIsNotRead(String right, String wrong) {
        String text = ROLLED_BACK.replace(right, wrong);

        assertThat(text).isNotEqualTo(ROLLED_BACK);
        assertThatIllegalArgumentException().isThrownBy(() -> FirmwareStateCodec.parse(text));
    }

    @Test
    void otherTextsAreNotRead() {
        assertThatIllegalArgumentException().isThrownBy(() -> FirmwareStateCodec.parse(""));
        assertThatIllegalArgumentException().isThrownBy(() -> FirmwareStateCodec.parse("[]"));
        assertThatIllegalArgumentException().isThrownBy(() -> FirmwareStateCodec.parse(FACTORY + FACTORY));
    }
}
