package dev.sagfleet.agent.firmware;

import dev.sagfleet.agent.firmware.TrustedKeys.Seal;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.Upgrade;
import java.util.Optional;

/**
 * What a device finds about an order before it fetches the first byte.
 *
 * @param manifest absent if the order has none
 * @param code {@link UpdateCode#NONE} if nothing is wrong
 */
record Examination(Optional<Manifest> manifest, UpdateCode code) {
    /** Source: firmware rules F1 to F3, F11 and F15. */
    static Examination of(FirmwareSetup setup, FirmwareState state, Upgrade order) {
        Seal seal = setup.keys().open(order.manifest());
        if (seal.manifest().isEmpty()) {
            return new Examination(Optional.empty(), UpdateCode.MALFORMED_MANIFEST);
        }
        Manifest manifest = seal.manifest().get();
        boolean believed = seal.signed() && !state.withdrawnKeys().contains(manifest.keyId());
        return new Examination(
                seal.manifest(), believed ? fault(setup, state, manifest, order.forced()) : UpdateCode.NOT_SIGNED);
    }

    private static UpdateCode fault(FirmwareSetup setup, FirmwareState state, Manifest manifest, boolean forced) {
        Image running = state.image();
        if (!manifest.models().contains(setup.model())) {
            return UpdateCode.WRONG_MODEL;
        }
        if (manifest.digest().equals(running.digest())) {
            return UpdateCode.NONE;
        }
        if (manifest.securityIndex() < state.securityFloor()) {
            return UpdateCode.ANTI_ROLLBACK;
        }
        if (manifest.minimumVersion()
                .filter(minimum -> running.version().compareTo(minimum) < 0)
                .isPresent()) {
            return UpdateCode.VERSION_TOO_LOW;
        }
        if (!forced && state.refused().contains(manifest.digest())) {
            return UpdateCode.FELL_BACK_BEFORE;
        }
        if (!forced && manifest.version().equals(running.version())) {
            return UpdateCode.SAME_VERSION_OTHER_CONTENT;
        }
        return manifest.sizeBytes() > setup.roomBytes() ? UpdateCode.NO_SPACE : UpdateCode.NONE;
    }

    /** How the job ends if something is wrong. Another try may find more room, and nothing else of it changes by itself. */
    UpdateState end() {
        return code == UpdateCode.NO_SPACE ? UpdateState.ABORTED : UpdateState.REJECTED;
    }
}
